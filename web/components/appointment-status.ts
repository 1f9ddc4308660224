import type { IconName } from './icons.ts'

export type AppointmentStatus =
  | 'HELD'
  | 'BOOKED'
  | 'CONFIRMED'
  | 'ARRIVED'
  | 'IN_SERVICE'
  | 'DONE'
  | 'NO_SHOW'
  | 'CANCELLED'

/** How a state looks: seven shapes for eight states, because a held slot is drawn as a booking not yet sure. */
export interface StatusLook {
  shape: 'booked' | 'confirmed' | 'arrived' | 'service' | 'done' | 'noshow' | 'cancelled'
  icon: IconName
  word:
    | 'status.held'
    | 'status.booked'
    | 'status.confirmed'
    | 'status.arrived'
    | 'status.service'
    | 'status.done'
    | 'status.noshow'
    | 'status.cancelled'
}

export const statusLooks: Record<AppointmentStatus, StatusLook> = {
  HELD: { shape: 'booked', icon: 'hourglass', word: 'status.held' },
  BOOKED: { shape: 'booked', icon: 'clock', word: 'status.booked' },
  CONFIRMED: { shape: 'confirmed', icon: 'check', word: 'status.confirmed' },
  ARRIVED: { shape: 'arrived', icon: 'door', word: 'status.arrived' },
  IN_SERVICE: { shape: 'service', icon: 'play', word: 'status.service' },
  DONE: { shape: 'done', icon: 'check-double', word: 'status.done' },
  NO_SHOW: { shape: 'noshow', icon: 'no-show', word: 'status.noshow' },
  CANCELLED: { shape: 'cancelled', icon: 'close', word: 'status.cancelled' },
}

/** States that hold a person's or a unit's time; two of them at once on one person are a conflict. */
export function holdsTime(status: AppointmentStatus): boolean {
  return statusLooks[status].shape !== 'cancelled' && status !== 'NO_SHOW' && status !== 'DONE'
}
