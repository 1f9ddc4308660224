import {
  encodeId,
  enteredThrough,
  type Payload,
  type RequestContext,
  type Row,
  recordMeta,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { Service, type ServiceSegment } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import { Branch } from '../tenancy/index.ts'
import type { BookAppointmentInput } from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import { minuteMs } from './intervals.ts'
import { daysTouched } from './local-day.ts'
import { storeOccupancies } from './occupancies.ts'
import { planTime } from './plan-time.ts'
import { Resource } from './resource.ts'
import { readRoster } from './roster.ts'
import { StaffMember } from './staff-member.ts'
import { type TakenTime, takeTime } from './take-time.ts'

/**
 * Books a customer's time with somebody and with what the service needs. Who is left out of the input is chosen: the
 * least busy qualified person, a free resource of each needed type. Refuses with every reason at once; of two who want
 * the same time one gets it and the other SLOT_TAKEN, with nothing written.
 */
export function bookAppointment(context: RequestContext, input: BookAppointmentInput): Promise<Payload> {
  return recordPayload(context, Appointment, async (work) => {
    const entered = await enteredBooking(work, input)
    const service = await offeredService(work, entered.service.id)
    await refuseArchivedCustomer(work, entered.customer.id)
    const start = entered.startsAt.getTime()
    const time = { start, end: start + service.durationMinutes * minuteMs }
    const roster = await readRoster(work.read, daysTouched(time, work.principal.timeZone), service.id)
    const plan = planTime(
      roster,
      {
        time,
        segments: service.segments,
        resourceTypes: service.resourceTypes,
        branchId: entered.branch?.id ?? null,
        staffId: entered.staff?.id ?? null,
        resourceId: entered.resource?.id ?? null,
        keepsResourceIds: [],
        asksForQualification: true,
        allowsOutsideHours: input.allowOutsideHours,
      },
      work.now,
      work.principal,
    )
    const taken = await takeTime(work, plan, null)
    const appointment = work.create<Appointment>(Appointment, {
      customer: entered.customer,
      service: entered.service,
      ...assigned(work, taken),
      branch: work.reference(Branch, plan.branchId),
      startsAt: new Date(time.start),
      endsAt: new Date(time.end),
      status: 'BOOKED',
      statusChangedAt: work.now,
      cancelReason: null,
      // Everyone who is signed in works in the panel; callers with keys of their own will be API.
      source: enteredThrough(work.principal),
      priceMinor: entered.priceMinor ?? service.priceMinor,
      currency: service.currency ?? work.principal.currency,
      note: entered.note ?? null,
      conflict: false,
      externalRef: null,
    })
    await work.flush()
    await storeOccupancies(
      work,
      taken.occupancies.map((one) => ({ ...one, appointmentId: appointment.id, blocking: true })),
    )
    work.tell('appointment.created', appointment, {
      status: appointment.status,
      source: appointment.source,
      customerId: encodeId('cus', entered.customer.id),
      serviceId: encodeId('svc', service.id),
      ...toldAssignment(taken),
    })
    return appointment
  })
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

interface EnteredBooking {
  readonly customer: Customer
  readonly service: Service
  readonly staff?: StaffMember
  readonly resource?: Resource | null
  readonly branch?: Branch
  readonly startsAt: Date
  readonly note?: string | null
  readonly priceMinor?: string | null
}

async function enteredBooking(work: Work, input: BookAppointmentInput): Promise<EnteredBooking> {
  const { allowOutsideHours: _, ...wanted } = input
  const given = Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined),
  )
  const entered = await work.entered(Appointment, given, 'update')
  if (input.priceMinor?.startsWith('-')) refuse('TOO_SMALL', ['priceMinor'], { min: 0 })
  return entered as unknown as EnteredBooking
}

interface OfferedService extends Row {
  readonly durationMinutes: number
  readonly segments: readonly ServiceSegment[] | null
  readonly resourceTypes: readonly string[]
  readonly priceMinor: string
  readonly currency: string | null
}

async function offeredService(work: Work, id: string): Promise<OfferedService> {
  const service = await work.read.byId(recordMeta(Service), id)
  if (!service?.active || service.archivedAt !== null) refuse('SERVICE_NOT_OFFERED', ['serviceId'])
  return service as OfferedService
}

async function refuseArchivedCustomer(work: Work, id: string): Promise<void> {
  const customer = await work.read.byId(recordMeta(Customer), id)
  if (customer?.archivedAt !== null) refuse('CUSTOMER_ARCHIVED', ['customerId'])
}
