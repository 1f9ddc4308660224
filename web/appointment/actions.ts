import type { AppointmentStatus } from '../components/appointment-status.ts'
import { toast } from '../components/toast.tsx'
import {
  type AppointmentPayload,
  type AppointmentVerb,
  appointmentVerbs,
  type CalendarAppointment,
} from '../data/calendar.graphql.ts'
import { mutate } from '../data/client.ts'
import { outcome } from '../data/payload.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Words } from '../i18n/tr.ts'
import { useSession } from '../session.tsx'
import { expect, forget } from './pending.ts'

export type CancelReason = 'CUSTOMER' | 'BUSINESS' | 'POSTPONED' | 'OTHER'

/** The steps of an appointment's life, each with the verb behind it, the state it leads to, and its words. */
export const statusSteps = {
  confirm: {
    verb: 'confirmAppointment',
    to: 'CONFIRMED',
    label: 'do.confirm',
    did: 'did.confirm',
    icon: 'check',
  },
  arrive: {
    verb: 'markAppointmentArrived',
    to: 'ARRIVED',
    label: 'do.arrive',
    did: 'did.arrive',
    icon: 'door',
  },
  start: { verb: 'startAppointment', to: 'IN_SERVICE', label: 'do.start', did: 'did.start', icon: 'play' },
  finish: {
    verb: 'completeAppointment',
    to: 'DONE',
    label: 'do.finish',
    did: 'did.finish',
    icon: 'check-double',
  },
  noShow: {
    verb: 'markAppointmentNoShow',
    to: 'NO_SHOW',
    label: 'do.noShow',
    did: 'did.noShow',
    icon: 'no-show',
  },
} as const satisfies Record<
  string,
  { verb: AppointmentVerb; to: AppointmentStatus; label: keyof Words; did: keyof Words; icon: string }
>

export type StatusStep = keyof typeof statusSteps

/** What can be done next, the likeliest first; the same rules as the server's, so that no button is refused. */
export function nextSteps(status: AppointmentStatus, isItsDay: boolean, hasStarted: boolean): StatusStep[] {
  if (status === 'HELD') return ['confirm']
  if (status === 'BOOKED')
    return hasStarted ? ['arrive', 'noShow', 'finish'] : isItsDay ? ['confirm', 'arrive'] : ['confirm']
  if (status === 'CONFIRMED') return hasStarted ? ['arrive', 'start', 'noShow'] : isItsDay ? ['arrive'] : []
  if (status === 'ARRIVED') return ['start', 'finish']
  if (status === 'IN_SERVICE') return ['finish']
  return status === 'NO_SHOW' && isItsDay ? ['arrive'] : []
}

/** States in which an appointment may still be given another time or called off. */
export function isMovable(status: AppointmentStatus): boolean {
  return status === 'HELD' || status === 'BOOKED' || status === 'CONFIRMED' || status === 'ARRIVED'
}

interface Move {
  startsAt: Date
  staff?: CalendarAppointment['staff']
  resource?: CalendarAppointment['resource']
}

/** The verbs on appointments as the screens use them: drawn at once, told in a toast, undone from there. */
export function createAppointmentActions() {
  const { t, f } = useI18n()
  const { viewer } = useSession()

  /** `insist` is offered to owners and managers when only the working hours were in the way. */
  async function run(
    verb: AppointmentVerb,
    input: Record<string, unknown>,
    insist?: () => void,
  ): Promise<CalendarAppointment | undefined> {
    const answer = await mutate(appointmentVerbs[verb], { input })
    const result = outcome<AppointmentPayload>(answer as never, verb)
    if (result.is === 'done') return result.result.appointment ?? undefined
    const refusal = result.is === 'refused' ? result.errors[0] : undefined
    const maySay = refusal?.code === 'OUTSIDE_WORKING_HOURS' && viewer.role !== 'STAFF' ? insist : undefined
    const failed = result.is === 'failed' && result.error.code === 'NETWORK' ? 'error.network' : 'error.other'
    toast(refusal?.message ?? t(failed), {
      icon: 'alert',
      action: maySay && { label: t('anyway'), run: maySay },
    })
    return undefined
  }

  const nameOf = (appointment: CalendarAppointment) => appointment.customer?.name ?? t('appointment')
  const undoStatus = (after: CalendarAppointment) => () =>
    void run('undoAppointmentStatus', { id: after.id, version: after.version })

  async function step(appointment: CalendarAppointment, name: StatusStep) {
    const { verb, to, did, icon } = statusSteps[name]
    expect(appointment, { status: to })
    const after = await run(verb, { id: appointment.id, version: appointment.version })
    if (!after) return forget(appointment.id)
    toast(t(did, { name: nameOf(appointment) }), { icon, undo: undoStatus(after) })
  }

  async function cancel(appointment: CalendarAppointment, reason: CancelReason) {
    expect(appointment, { status: 'CANCELLED' })
    const after = await run('cancelAppointment', { id: appointment.id, version: appointment.version, reason })
    if (!after) return forget(appointment.id)
    toast(t('did.cancel', { name: nameOf(appointment) }), { icon: 'close', undo: undoStatus(after) })
  }

  async function move(
    appointment: CalendarAppointment,
    to: Move,
    how: { isUndo?: boolean; insist?: boolean } = {},
  ) {
    const length = Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)
    const staff = to.staff === undefined ? appointment.staff : to.staff
    const resource = to.resource === undefined ? appointment.resource : to.resource
    expect(appointment, {
      startsAt: to.startsAt.toISOString(),
      endsAt: new Date(to.startsAt.getTime() + length).toISOString(),
      staff,
      resource,
    })
    const after = await run(
      'rescheduleAppointment',
      {
        id: appointment.id,
        version: appointment.version,
        startsAt: to.startsAt.toISOString(),
        // What was not chosen is left out: the server then keeps the unit, or takes another that is free.
        staffId: to.staff?.id,
        resourceId: to.resource?.id,
        // Going back to where it was must not fail for being an exception already.
        allowOutsideHours: viewer.role !== 'STAFF' && Boolean(how.insist || how.isUndo),
      },
      () => void move(appointment, to, { ...how, insist: true }),
    )
    if (!after) return forget(appointment.id)
    const before = {
      startsAt: new Date(appointment.startsAt),
      staff: appointment.staff,
      resource: appointment.resource,
    }
    const when = `${f.date(to.startsAt, 'short')} ${f.time(to.startsAt)}`
    toast(t('did.move', { name: nameOf(appointment), when }), {
      icon: 'move',
      undo: how.isUndo ? undefined : () => void move(after, before, { isUndo: true }),
    })
  }

  return { step, cancel, move, run }
}
