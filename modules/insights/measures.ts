import type { Measure } from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { RevenueEvent } from '../revenue/index.ts'

/** Appointments are counted on the day that they are scheduled for, whenever they were booked or changed. */
function appointments(id: string, counts: (row: string) => string): Measure {
  return {
    id,
    record: () => Appointment,
    at: (row) => `${row}.starts_at`,
    value: (row) => `case when ${counts(row)} then 1 end`,
  }
}

/** What core counts of its records. */
export const coreMeasures: readonly Measure[] = [
  appointments('appointments_done', (row) => `${row}.status = 'DONE'`),
  appointments('appointments_no_show', (row) => `${row}.status = 'NO_SHOW'`),
  // A hold is not an appointment yet.
  appointments('appointments_scheduled', (row) => `${row}.status <> 'HELD'`),
  // What is postponed comes back as another appointment: the business lost a time, not a visit.
  appointments(
    'appointments_cancelled',
    (row) => `${row}.status = 'CANCELLED' and ${row}.cancel_reason is distinct from 'POSTPONED'`,
  ),
  {
    id: 'revenue_net',
    record: () => RevenueEvent,
    at: (row) => `${row}.occurred_at`,
    value: (row, tenant) => `case when ${row}.currency = ${tenant}.currency then ${row}.net_minor end`,
  },
]
