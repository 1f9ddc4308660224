import { type Accessor, createMemo } from 'solid-js'
import { withPending } from '../appointment/pending.ts'
import { addDays, instantOf } from '../i18n/zone.ts'
import { dayQuery, teamQuery } from './calendar.graphql.ts'
import { createQuery } from './query.ts'

/** First and last instant of a business's day, as the filters take them. */
export function dayRange(day: string, timeZone: string): { from: string; to: string } {
  const end = instantOf(addDays(day, 1), 0, timeZone).getTime() - 1
  return { from: instantOf(day, 0, timeZone).toISOString(), to: new Date(end).toISOString() }
}

/** Record types whose changes change a day. */
export const dayTypes = ['Appointment', 'StaffMember', 'Resource', 'WorkingHours', 'Service', 'Customer']

/** One day as the server tells it, with what was just asked for drawn in already. */
export function createDay(day: Accessor<string>) {
  const query = createQuery(dayQuery, () => ({ day: day() }), { watch: dayTypes })
  const data = () => query.data()?.calendarDay
  return { query, data, appointments: createMemo(() => (data()?.appointments ?? []).map(withPending)) }
}

/** Who takes appointments, and with what. */
export function createTeam() {
  const query = createQuery(teamQuery, () => ({}), { watch: ['StaffMember', 'Resource'] })
  return {
    query,
    staff: () => query.data()?.staffMembers.nodes ?? [],
    resources: () => query.data()?.resources.nodes ?? [],
  }
}
