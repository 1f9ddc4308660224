import {
  type Columns,
  encodeId,
  enteredColumns,
  enteredThrough,
  type Principal,
  type Reader,
  type Row,
  recordMeta,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { Service, type ServiceSegment } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import type { BookAppointmentInput } from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import { type Interval, minuteMs } from './intervals.ts'
import { planTime, type TimePlan } from './plan-time.ts'
import { Resource } from './resource.ts'
import type { Roster } from './roster.ts'
import { StaffMember } from './staff-member.ts'
import type { TakenTime } from './take-time.ts'

const meta = recordMeta(Appointment)

/** What somebody wants to book, checked by the record's own rules. Ids are UUIDs. */
export interface WantedBooking {
  readonly customerId: string
  readonly serviceId: string
  readonly staffId: string | null
  readonly resourceId: string | null
  readonly branchId: string | null
  readonly startsAt: Date
  readonly note: string | null
  readonly priceMinor: string | null
  readonly allowOutsideHours: boolean
}

/** What was entered; null when something in it is wrong. */
export function enteredBooking(input: BookAppointmentInput): WantedBooking | null {
  if (input.priceMinor?.startsWith('-')) return null
  const entered = enteredColumns(meta, bookingInput(input), 'update')
  return entered && wantedBooking(entered, input)
}

/** The input without what is left blank, as the record's own rules check it. */
export function bookingInput({ allowOutsideHours: _, ...wanted }: BookAppointmentInput) {
  return Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined),
  )
}

export function wantedBooking(columns: Columns, { allowOutsideHours }: BookAppointmentInput): WantedBooking {
  const entered = columns as Readonly<Record<string, string | null | undefined>>
  return {
    customerId: entered.customer_id ?? '',
    serviceId: entered.service_id ?? '',
    staffId: entered.staff_id ?? null,
    resourceId: entered.resource_id ?? null,
    branchId: entered.branch_id ?? null,
    startsAt: columns.starts_at as Date,
    note: entered.note ?? null,
    priceMinor: entered.price_minor ?? null,
    allowOutsideHours,
  }
}

export interface OfferedService extends Row {
  readonly durationMinutes: number
  readonly segments: readonly ServiceSegment[] | null
  readonly resourceTypes: readonly string[]
  readonly priceMinor: string
  readonly currency: string | null
}

/** The service, when it is still offered, to a customer who is not archived. */
export async function readOffer(
  read: Reader,
  { serviceId, customerId }: WantedBooking,
): Promise<OfferedService> {
  const [service, customer] = await Promise.all([
    read.byId(recordMeta(Service), serviceId),
    read.byId(recordMeta(Customer), customerId),
  ])
  assertOffered(service)
  if (customer?.archivedAt !== null) refuse('CUSTOMER_ARCHIVED', ['customerId'])
  return service as OfferedService
}

export function assertOffered(service: Row | null): void {
  if (!service?.active || service.archivedAt !== null) refuse('SERVICE_NOT_OFFERED', ['serviceId'])
}

export function timeOf({ startsAt }: WantedBooking, { durationMinutes }: OfferedService): Interval {
  const start = startsAt.getTime()
  return { start, end: start + durationMinutes * minuteMs }
}

export function planBooking(
  roster: Roster,
  wanted: WantedBooking,
  service: OfferedService,
  now: Date,
  principal: Principal,
): TimePlan {
  const { segments, resourceTypes } = service
  const { branchId, staffId, resourceId, allowOutsideHours } = wanted
  return planTime(
    roster,
    {
      time: timeOf(wanted, service),
      segments,
      resourceTypes,
      branchId,
      staffId,
      resourceId,
      keepsResourceIds: [],
      asksForQualification: true,
      allowsOutsideHours: allowOutsideHours,
    },
    now,
    principal,
  )
}

/** The appointment that a booking makes; references are UUIDs. */
export function bookedValues(
  wanted: WantedBooking,
  service: OfferedService,
  { branchId, time }: TimePlan,
  { staffId, resourceIds }: TakenTime,
  { principal, now }: Pick<Work, 'principal' | 'now'>,
) {
  return {
    customer: wanted.customerId,
    service: wanted.serviceId,
    staff: staffId,
    resource: resourceIds[0] ?? null,
    branch: branchId,
    startsAt: new Date(time.start),
    endsAt: new Date(time.end),
    status: 'BOOKED',
    statusChangedAt: now,
    cancelReason: null,
    // Everyone who is signed in works in the panel; callers with keys of their own will be API.
    source: enteredThrough(principal),
    priceMinor: wanted.priceMinor ?? service.priceMinor,
    currency: service.currency ?? principal.currency,
    note: wanted.note,
    conflict: false,
    externalRef: null,
  }
}

/** What the event of a booking tells. */
export function toldBooking(
  { status, source, customer, service }: ReturnType<typeof bookedValues>,
  taken: TakenTime,
) {
  return {
    status,
    source,
    customerId: encodeId('cus', customer),
    serviceId: encodeId('svc', service),
    ...toldAssignment(taken),
  }
}

/** The references that follow from who and what was taken. */
export function assigned(
  work: Work,
  { staffId, resourceIds }: TakenTime,
): Pick<Appointment, 'staff' | 'resource'> {
  const [resourceId] = resourceIds
  return {
    staff: work.reference(StaffMember, staffId),
    resource: resourceId === undefined ? null : work.reference(Resource, resourceId),
  }
}

/** The same as events tell it. */
export function toldAssignment({ staffId, resourceIds }: TakenTime) {
  return {
    staffId: encodeId(recordMeta(StaffMember).prefix, staffId),
    resourceIds: resourceIds.map((id) => encodeId(recordMeta(Resource).prefix, id)),
  }
}
