import { attributeOf, type Row, recordMeta } from '../../schema/index.ts'
import { Appointment, type AppointmentStatus } from './appointment.ts'

/** Statuses that take time from others. All others are history, or gave their time back. */
export const blockingStatuses: readonly AppointmentStatus[] = [
  'HELD',
  'BOOKED',
  'CONFIRMED',
  'ARRIVED',
  'IN_SERVICE',
]

/** Statuses in which an appointment may still be moved to another time, person or resource. */
export const movableStatuses: readonly AppointmentStatus[] = ['HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED']

/**
 * Where each status may go. Steps may be skipped: not every business marks who arrived. NO_SHOW leads back to ARRIVED
 * for the customer who came after all; any other mistake is taken back by undoing the change.
 */
export const transitions: Readonly<Record<AppointmentStatus, readonly AppointmentStatus[]>> = {
  HELD: ['CONFIRMED', 'CANCELLED'],
  BOOKED: ['CONFIRMED', 'ARRIVED', 'IN_SERVICE', 'DONE', 'NO_SHOW', 'CANCELLED'],
  CONFIRMED: ['ARRIVED', 'IN_SERVICE', 'DONE', 'NO_SHOW', 'CANCELLED'],
  ARRIVED: ['IN_SERVICE', 'DONE', 'CANCELLED'],
  IN_SERVICE: ['DONE'],
  DONE: [],
  NO_SHOW: ['ARRIVED'],
  CANCELLED: [],
}

/**
 * When a status becomes possible: nobody misses an appointment before it starts, and nobody arrives on another day.
 * The others are possible at any time.
 */
export const earliest: Readonly<Partial<Record<AppointmentStatus, 'its-day' | 'its-start'>>> = {
  ARRIVED: 'its-day',
  IN_SERVICE: 'its-day',
  DONE: 'its-day',
  NO_SHOW: 'its-start',
}

export function isBlocking(status: AppointmentStatus): boolean {
  return blockingStatuses.includes(status)
}

/** Does this change want time that was given back? A hold may have expired and been cleared away. */
export function takesTimeAgain(from: AppointmentStatus, to: AppointmentStatus): boolean {
  return isBlocking(to) && (!isBlocking(from) || from === 'HELD')
}

/** Every status there is, for what must cover them all. */
export function allStatuses(): AppointmentStatus[] {
  const { choice } = attributeOf(recordMeta(Appointment), 'status')
  return Object.keys(choice?.values ?? {}) as AppointmentStatus[]
}

/** Its time is over and its status says that it is still to come or going on. */
export function isStale({ status, endsAt }: Row, now: Date): boolean {
  return isBlocking(status as AppointmentStatus) && Date.parse(endsAt as string) <= now.getTime()
}
