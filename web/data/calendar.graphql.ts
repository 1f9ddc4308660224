import type { AppointmentStatus } from '../components/appointment-status.ts'
import { document, documentPerVerb } from './document.ts'
import type { UserError } from './payload.ts'

/** A stretch of a service: hands on, waiting (the chair's owner is free), hands on again. */
export interface Segment {
  kind: 'WORK' | 'PROCESSING' | 'FINISHING'
  minutes: number
}

export interface CalendarAppointment {
  id: string
  version: number
  startsAt: string
  endsAt: string
  status: AppointmentStatus
  cancelReason: string | null
  note: string | null
  /** Came with an import over another appointment: it takes no time until someone resolves it. */
  conflict: boolean
  /** Over, and nobody has said how it went. */
  stale: boolean
  priceMinor: string | null
  currency: string | null
  customer: { id: string; name: string; phone: string | null } | null
  service: { id: string; name: string; durationMinutes: number; segments: Segment[] | null } | null
  staff: { id: string; name: string; color: string | null } | null
  resource: { id: string; name: string; type: string } | null
}

export interface StaffRow {
  id: string
  name: string
  color: string | null
}

export interface ResourceRow {
  id: string
  name: string
  type: string
  capacity: number
  status: 'ACTIVE' | 'OUT_OF_ORDER' | 'RETIRED'
}

export const appointmentFields = `id version startsAt endsAt status cancelReason note conflict stale priceMinor currency
    customer { id name phone }
    service { id name durationMinutes segments }
    staff { id name color }
    resource { id name type }`

interface SpanRow {
  startsAt: string
  endsAt: string
}

interface ColumnHours {
  working: SpanRow[]
  /** Booked minutes per hundred working ones; null on a day off. */
  utilisationPct: number | null
  /** Free working time from now on, of at least half an hour. */
  fillable: SpanRow[]
}

/** A day as the server sees it for this viewer: who works when, what is free, and every appointment. */
export interface CalendarDay {
  day: string
  staff: (ColumnHours & { staff: StaffRow })[]
  resources: (ColumnHours & { resource: ResourceRow })[]
  appointments: CalendarAppointment[]
}

export interface CapacityBucket {
  startsAt: string
  workingStaff: number
  busyStaff: number
}

const columnFields = `working { startsAt endsAt }
      utilisationPct
      fillable { startsAt endsAt }`

const dayFields = `calendarDay(day: $day) {
    day
    staff {
      staff { id name color }
      ${columnFields}
    }
    resources {
      resource { id name type capacity status }
      ${columnFields}
    }
    appointments { ${appointmentFields} }
  }`

export const dayQuery = document<{ calendarDay: CalendarDay }, { day: string }>(
  `query CalendarDay($day: LocalDate!) { ${dayFields} }`,
)

/** Today for the first screen: how full each half hour is, and who comes. */
export const todayQuery = document<
  { capacity: CapacityBucket[]; calendarDay: { day: string; appointments: CalendarAppointment[] } },
  { day: string }
>(`query Today($day: LocalDate!) {
  capacity(day: $day) { startsAt workingStaff busyStaff }
  calendarDay(day: $day) { day appointments { ${appointmentFields} } }
}`)

/** Who takes appointments, and with what. */
export const teamQuery = document<
  { staffMembers: { nodes: StaffRow[] }; resources: { nodes: ResourceRow[] } },
  Record<string, never>
>(`query Team {
  staffMembers(first: 100, filter: { active: { eq: true } }, orderBy: [{ field: name, direction: ASC }]) {
    nodes { id name color }
  }
  resources(first: 100, orderBy: [{ field: name, direction: ASC }]) {
    nodes { id name type capacity status }
  }
}`)

/** Times at which a service could be booked, with whom and where. */
export const slotsQuery = document<
  {
    availableSlots: {
      startsAt: string
      endsAt: string
      staff: { id: string; name: string } | null
      resource: { id: string; name: string } | null
    }[]
  },
  { serviceId: string; day: string; staffId?: string | null; movingId?: string | null }
>(`query AvailableSlots($serviceId: ID!, $day: LocalDate!, $staffId: ID, $movingId: ID) {
  availableSlots(serviceId: $serviceId, day: $day, staffId: $staffId, movingId: $movingId) {
    startsAt endsAt
    staff { id name }
    resource { id name }
  }
}`)

/** Appointments to come that cannot take place as they stand. */
export const conflictsQuery = document<
  { calendarConflicts: { reasons: string[]; appointment: CalendarAppointment | null }[] },
  Record<string, never>
>(`query Conflicts { calendarConflicts { reasons appointment { ${appointmentFields} } } }`)

/** Appointments that are over and that nobody said the outcome of, newest first. */
export const staleQuery = document<
  { appointments: { nodes: CalendarAppointment[]; totalCount: number } },
  { before: string }
>(`query Stale($before: DateTime!) {
  appointments(
    first: 100
    filter: { endsAt: { lte: $before }, status: { in: [HELD, BOOKED, CONFIRMED, ARRIVED, IN_SERVICE] } }
    orderBy: [{ field: startsAt, direction: DESC }]
  ) {
    nodes { ${appointmentFields} }
    totalCount
  }
}`)

/** How many appointments each day of a week has, for the strip on phones. */
export const weekQuery = document<
  Record<string, { totalCount: number }>,
  Record<string, string>
>(`query CalendarWeek(${[0, 1, 2, 3, 4, 5, 6].map((day) => `$from${day}: DateTime!, $to${day}: DateTime!`).join(', ')}) {
${[0, 1, 2, 3, 4, 5, 6]
  .map(
    (day) =>
      `  day${day}: appointments(filter: { startsAt: { gte: $from${day}, lte: $to${day} }, not: { status: { eq: CANCELLED } } }) { totalCount }`,
  )
  .join('\n')}
}`)

export interface ServiceRow {
  id: string
  name: string
  category: string | null
  durationMinutes: number
  segments: Segment[] | null
  priceMinor: string | null
  currency: string | null
  resourceTypes: string[] | null
  /** Null while the calendar is switched off. */
  qualifications: { nodes: { id: string; staff: { id: string } | null }[] } | null
}

/** Who is able to do a service is asked for up to here; beyond it, everybody is offered. */
export const qualifiedShown = 20

export const servicesQuery = document<
  {
    services: { nodes: ServiceRow[] }
  },
  Record<string, never>
>(`query Services {
  services(first: 100, filter: { active: { eq: true } }, orderBy: [{ field: name, direction: ASC }]) {
    nodes {
      id name category durationMinutes segments priceMinor currency resourceTypes
      qualifications(first: ${qualifiedShown}) { nodes { id staff { id } } }
    }
  }
}`)

/** What a verb on an appointment answers: the appointment as it stands now, and what was wrong, if anything. */
export interface AppointmentPayload {
  appointment: CalendarAppointment | null
  userErrors: UserError[]
}

const verbs = [
  'bookAppointment',
  'rescheduleAppointment',
  'confirmAppointment',
  'markAppointmentArrived',
  'startAppointment',
  'completeAppointment',
  'markAppointmentNoShow',
  'cancelAppointment',
  'undoAppointmentStatus',
] as const

export type AppointmentVerb = (typeof verbs)[number]

/** All of them have the same shape. */
export const appointmentVerbs = documentPerVerb(verbs, (verb) =>
  document<Record<AppointmentVerb, AppointmentPayload>, { input: Record<string, unknown> }>(
    `mutation Verb($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) {
  ${verb}(input: $input) {
    appointment { ${appointmentFields} }
    userErrors { code field message }
  }
}`,
  ),
)
