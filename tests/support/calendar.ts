import { withClient } from '../../gateway/database/roles.ts'
import { decodeId, encodeId } from '../../schema/index.ts'
import type { TestBusiness } from './business.ts'
import type { Answer, Send } from './graphql-client.ts'
import type { TestServer } from './server.ts'

export interface ReceivedError {
  readonly code: string
  readonly field: string[] | null
  readonly message: string
}

export interface ReceivedAppointment {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly cancelReason: string | null
  readonly startsAt: string
  readonly endsAt: string
  readonly stale: boolean
  readonly conflict: boolean
  readonly priceMinor: string
  readonly currency: string
  readonly note: string | null
  readonly staff: { readonly id: string }
  readonly resource: { readonly id: string } | null
}

export interface Outcome {
  readonly appointment: ReceivedAppointment | null
  readonly userErrors: readonly ReceivedError[]
  /** `CODE field` of each user error. */
  readonly refused: readonly string[]
}

export const appointmentFields = `id version status cancelReason startsAt endsAt stale conflict priceMinor currency note
  staff { id } resource { id }`

/** Calls a verb of the calendar as somebody and gives its payload; throws when the answer carries a top-level error. */
export async function act(send: Send, verb: string, input: Record<string, unknown>): Promise<Outcome> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`
  const answer = await send(
    `mutation ($input: ${type}) { ${verb}(input: $input) { appointment { ${appointmentFields} } userErrors { code field message } } }`,
    { input },
  )
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  const payload = answer.data[verb] as Omit<Outcome, 'refused'>
  return {
    ...payload,
    refused: payload.userErrors.map(({ code, field }) => [code, field?.join('.')].filter(Boolean).join(' ')),
  }
}

/** Creates a record through its generated mutation and returns its id. */
export async function make(send: Send, record: string, input: Record<string, unknown>): Promise<string> {
  const field = `${record[0]?.toLowerCase()}${record.slice(1)}`
  const node = field === 'workingHours' ? 'workingHoursEntry' : field
  const answer = await send(
    `mutation ($input: Create${record}Input!) { create${record}(input: $input) { ${node} { id } userErrors { code field message } } }`,
    { input },
  )
  const id = answer.data?.[`create${record}`][node]?.id
  if (!id) throw new Error(`${record} is not created: ${JSON.stringify(answer)}`)
  return id
}

/** A business that is ready to take appointments, with ids as callers write them. */
export interface TestCalendar {
  readonly business: TestBusiness
  readonly owner: Send
  readonly branchId: string
  /** Works as the `staff` sign-in. */
  readonly staffId: string
  /** In the same department as `staffId`. */
  readonly colleagueId: string
  /** In another department. */
  readonly strangerId: string
  readonly roomIds: readonly [string, string]
  /** 60 minutes of work in a room; 500.00. */
  readonly serviceId: string
  /** 30 minutes of work, 45 of processing, 15 of finishing, in a room. */
  readonly colourId: string
  /** 30 minutes without a room. */
  readonly callId: string
  readonly customerId: string
  book(input: Record<string, unknown>, send?: Send): Promise<Outcome>
  /** Books and expects it to succeed. */
  booked(input?: Record<string, unknown>): Promise<ReceivedAppointment>
}

const everyWeekday = [1, 2, 3, 4, 5, 6]

/** Adds to a business: two colleagues, two rooms, three services, a customer, hours from 09:00 to 19:00 but on Sundays. */
export async function testCalendar(business: TestBusiness): Promise<TestCalendar> {
  const { owner } = business
  const branchId = encodeId('bra', business.branch.id)
  const departmentId = encodeId('dep', business.department.id)
  const staffId = encodeId('stf', business.staffMemberId)
  const colleagueId = await make(owner, 'StaffMember', { name: 'Meslektaş', branchId, departmentId })
  const strangerId = await make(owner, 'StaffMember', { name: 'Yabancı', branchId })
  const room = (name: string) => make(owner, 'Resource', { name, type: 'ROOM', branchId })
  const roomIds = [await room('Oda 1'), await room('Oda 2')] as const
  const service = (name: string, durationMinutes: number, more: object) =>
    make(owner, 'Service', { name, durationMinutes, priceMinor: '50000', ...more })
  const serviceId = await service('Kesim', 60, { resourceTypes: ['ROOM'] })
  const colourId = await service('Boya', 90, {
    resourceTypes: ['ROOM'],
    segments: [
      { kind: 'WORK', minutes: 30 },
      { kind: 'PROCESSING', minutes: 45 },
      { kind: 'FINISHING', minutes: 15 },
    ],
  })
  const callId = await service('Görüşme', 30, {})
  for (const staff of [staffId, colleagueId, strangerId]) {
    for (const offered of [serviceId, colourId, callId]) {
      await make(owner, 'StaffQualification', { staffId: staff, serviceId: offered })
    }
  }
  for (const weekday of everyWeekday) {
    await make(owner, 'WorkingHours', { branchId, weekday, opensAt: '09:00', closesAt: '19:00' })
  }
  const customerId = await make(owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
  const book = (input: Record<string, unknown>, send: Send = owner) =>
    act(send, 'bookAppointment', { customerId, serviceId, staffId, startsAt: at('10:00'), ...input })
  return {
    business,
    owner,
    branchId,
    staffId,
    colleagueId,
    strangerId,
    roomIds,
    serviceId,
    colourId,
    callId,
    customerId,
    book,
    booked: async (input = {}) => {
      const { appointment, userErrors } = await book(input)
      if (!appointment) throw new Error(`It is not booked: ${JSON.stringify(userErrors)}`)
      return appointment
    },
  }
}

/** A wall-clock time in Istanbul on Monday 23 November 2026, or on another day. */
export function at(time: string, day = '2026-11-23'): string {
  return new Date(`${day}T${time}:00+03:00`).toISOString()
}

export interface Written {
  readonly appointments: number
  readonly occupancies: number
  readonly events: number
}

/** How many rows of a tenant there are in all, seen from outside of any tenant; what people are told of it is left out. */
export async function written(server: TestServer, tenantId: string): Promise<Written> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query<Written>(
      `select (select count(*)::int from appointments where tenant_id = $1) as appointments,
         (select count(*)::int from occupancies where tenant_id = $1) as occupancies,
         (select count(*)::int from tenant_event_logs where tenant_id = $1 and subject_type <> 'Notification') as events`,
      [tenantId],
    )
    return rows[0] as Written
  })
}

export interface StoredRow {
  readonly kind: string
  readonly subjectId: string
  readonly lane: number
  /** `HH:mm` in Istanbul. */
  readonly from: string
  readonly to: string
  readonly blocking: boolean
}

/** What an appointment takes, as it is stored: resources first, then by time. */
export async function occupanciesOf(server: TestServer, appointmentId: string): Promise<StoredRow[]> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query<StoredRow>(
      `select subject_kind as kind, subject_id as "subjectId", lane, blocking,
         to_char(lower(during) at time zone 'Europe/Istanbul', 'HH24:MI') as "from",
         to_char(upper(during) at time zone 'Europe/Istanbul', 'HH24:MI') as "to"
       from occupancies where appointment_id = $1 order by subject_kind, lower(during)`,
      [decodeId(appointmentId)?.uuid],
    )
    return rows
  })
}

export function uuidOf(id: string): string {
  return decodeId(id)?.uuid ?? ''
}

/** Types and payloads of a tenant's events about an appointment, in order. */
export async function eventsAbout(
  server: TestServer,
  id: string,
): Promise<{ type: string; payload: object }[]> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select type, payload from tenant_event_logs where subject_id = $1 order by id',
      [uuidOf(id)],
    )
    return rows
  })
}

export type { Answer }
