import { createRoot, createSignal } from 'solid-js'
import type { CalendarAppointment } from '../data/calendar.graphql.ts'

/** A change that was asked for and not yet seen back: drawn at once, dropped when the newer version arrives. */
type PendingChange = Partial<
  Pick<CalendarAppointment, 'status' | 'startsAt' | 'endsAt' | 'staff' | 'resource'>
>

const [pending, setPending] = createRoot(() =>
  createSignal<ReadonlyMap<string, { version: number; change: PendingChange }>>(new Map()),
)

export function expect(appointment: CalendarAppointment, change: PendingChange) {
  setPending((all) => new Map(all).set(appointment.id, { version: appointment.version, change }))
}

export function forget(id: string) {
  setPending((all) => {
    const next = new Map(all)
    next.delete(id)
    return next
  })
}

/** The appointment as it will be once the server has answered. */
export function withPending(appointment: CalendarAppointment): CalendarAppointment {
  const found = pending().get(appointment.id)
  return found && found.version >= appointment.version ? { ...appointment, ...found.change } : appointment
}

/** True while the server has not confirmed what the screen already shows. */
export function isPending(appointment: CalendarAppointment): boolean {
  const found = pending().get(appointment.id)
  return Boolean(found && found.version >= appointment.version)
}
