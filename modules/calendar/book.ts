import {
  byColumn,
  type Payload,
  type RequestContext,
  recordMeta,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { Service } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import { Branch } from '../tenancy/index.ts'
import type { BookAppointmentInput } from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import { bookAtOnce } from './book-at-once.ts'
import {
  assigned,
  bookedValues,
  bookingInput,
  planBooking,
  readOffer,
  timeOf,
  toldBooking,
  wantedBooking,
} from './booking.ts'
import { daysTouched } from './local-day.ts'
import { storeOccupancies } from './occupancies.ts'
import { readRoster } from './roster.ts'
import { takeTime } from './take-time.ts'

/**
 * Books a customer's time with somebody and with what the service needs. Who is left out of the input is chosen: the
 * least busy qualified person, a free resource of each needed type. Refuses with every reason at once; of two who want
 * the same time one gets it and the other SLOT_TAKEN, with nothing written.
 */
export function bookAppointment(context: RequestContext, input: BookAppointmentInput): Promise<Payload> {
  return recordPayload(
    context,
    Appointment,
    (work) => bookInTransaction(work, input),
    () => bookAtOnce(context, input),
  )
}

/** With everyone in question locked while the choice is made. */
async function bookInTransaction(work: Work, input: BookAppointmentInput): Promise<Appointment> {
  const entered = await work.entered(Appointment, bookingInput(input), 'update')
  if (input.priceMinor?.startsWith('-')) refuse('TOO_SMALL', ['priceMinor'], { min: 0 })
  const wanted = wantedBooking(byColumn(recordMeta(Appointment), entered), input)
  const service = await readOffer(work.read, wanted)
  const days = daysTouched(timeOf(wanted, service), work.principal.timeZone)
  const roster = await readRoster(work.read, days, wanted.serviceId)
  const plan = planBooking(roster, wanted, service, work.now, work.principal)
  const taken = await takeTime(work, plan, null)
  const values = bookedValues(wanted, service, plan, taken, work)
  const appointment = work.create<Appointment>(Appointment, {
    ...values,
    ...assigned(work, taken),
    customer: work.reference(Customer, wanted.customerId),
    service: work.reference(Service, wanted.serviceId),
    branch: work.reference(Branch, plan.branchId),
  })
  await work.flush()
  await storeOccupancies(
    work,
    taken.occupancies.map((one) => ({ ...one, appointmentId: appointment.id, blocking: true })),
  )
  work.tell('appointment.created', appointment, toldBooking(values, taken))
  return appointment
}
