import {
  decodeId,
  encodeId,
  type NotificationKind,
  type NotificationReading,
  recordMeta,
  type Work,
} from '../../schema/index.ts'
import { Customer } from '../customers/index.ts'
import { localDayOf } from './local-day.ts'

/** Who works in a column hears of what others do there. Imports bring whole calendars and say nothing. */
export const calendarNotifications: readonly NotificationKind[] = [
  {
    key: 'appointment.assigned',
    title: { en: 'I get an appointment', tr: 'Bana randevu yazıldığında' },
    on: ['appointment.created', 'appointment.rescheduled'],
    words: { en: 'New appointment for you: {customer}, {when}', tr: 'Yeni randevunuz: {customer}, {when}' },
    wordsWithoutSubject: { en: 'You got an appointment.', tr: 'Size bir randevu yazıldı.' },
    path: dayOfAppointment,
    values: appointmentValues,
    recipient: {
      isMeant: ({ type, payload }) => {
        const isNew = type === 'appointment.created' || payload.previousStaffId !== payload.staffId
        return isNew && payload.source !== 'IMPORT'
      },
      sql: memberSql,
      known: ({ known }) => known.staffMembershipId as string | null | undefined,
    },
  },
  {
    key: 'appointment.moved',
    title: { en: 'My appointment is moved', tr: 'Randevum taşındığında' },
    on: ['appointment.rescheduled'],
    words: { en: 'Appointment moved: {customer}, {when}', tr: 'Randevu taşındı: {customer}, {when}' },
    wordsWithoutSubject: {
      en: 'One of your appointments was given to somebody else.',
      tr: 'Bir randevunuz başka birine verildi.',
    },
    path: dayOfAppointment,
    values: appointmentValues,
    recipients: (work, { payload }) => membersOf(work, [payload.previousStaffId]),
  },
  {
    key: 'appointment.cancelled',
    title: { en: 'My appointment is cancelled', tr: 'Randevum iptal edildiğinde' },
    on: ['appointment.cancelled'],
    words: {
      en: 'Appointment cancelled: {customer}, {when}',
      tr: 'Randevu iptal edildi: {customer}, {when}',
    },
    wordsWithoutSubject: {
      en: 'One of your appointments was cancelled.',
      tr: 'Bir randevunuz iptal edildi.',
    },
    path: dayOfAppointment,
    values: appointmentValues,
    recipient: { sql: memberSql },
  },
]

function dayOfAppointment({ context, subject }: NotificationReading): string {
  const day = localDayOf(Date.parse(String(subject.startsAt)), context.read.principal.timeZone)
  return `/calendar?d=${day}&a=${encodeId('apt', subject.id)}`
}

async function appointmentValues({ context, subject }: NotificationReading) {
  const customer = await context.read.byId(recordMeta(Customer), String(subject.customer))
  const when = new Intl.DateTimeFormat(context.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: context.read.principal.timeZone,
  })
  return { customer: String(customer?.name ?? ''), when: when.format(new Date(String(subject.startsAt))) }
}

async function membersOf(work: Work, staffIds: readonly unknown[]): Promise<string[]> {
  const uuids = staffIds.map((id) => decodeId(String(id))?.uuid).filter((uuid) => uuid !== undefined)
  const rows = await work.sql<{ id: string }>(
    'select membership_id as id from staff_members where tenant_id = $1 and id = any($2::uuid[]) and membership_id is not null',
    [work.principal.tenantId, uuids],
  )
  return rows.map(({ id }) => id)
}

/** The member behind the person who serves an appointment. */
function memberSql(appointment: string): string {
  return `(select s.membership_id from staff_members s
    where s.tenant_id = ${appointment}.tenant_id and s.id = ${appointment}.staff_id)`
}
