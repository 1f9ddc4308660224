/** How much data a database of the benchmark holds. Every tenant has the same amount, one more may have ten times it. */
export interface Size {
  /** Name of the database. */
  readonly name: string
  readonly tenants: number
  readonly customers: number
  readonly appointments: number
  readonly events: number
  readonly revenueEvents: number
  /** Whether there is one more tenant, with ten times the rows over ten times the days. */
  readonly withLargeTenant: boolean
}

const perTenant = { customers: 5_000, appointments: 50_000, events: 100_000, revenueEvents: 20_000 }
const perSmallTenant = { customers: 500, appointments: 5_000, events: 10_000, revenueEvents: 2_000 }

/** The data set that the rounds run on, and one with a tenth (small: a third) of its tenants to compare with. */
export const sizes = {
  full: {
    many: { name: 'bench_many', tenants: 20, ...perTenant, withLargeTenant: true },
    few: { name: 'bench_few', tenants: 2, ...perTenant, withLargeTenant: false },
  },
  small: {
    many: { name: 'bench_many', tenants: 3, ...perSmallTenant, withLargeTenant: true },
    few: { name: 'bench_few', tenants: 1, ...perSmallTenant, withLargeTenant: false },
  },
} as const satisfies { [name: string]: { many: Size; few: Size } }

export const largeFactor = 10

/** Raised whenever rows are made differently, so that a folder of an earlier run is built anew. */
export const dataVersion = 1

export const staffPerTenant = 12
export const servicesPerTenant = 6
/** Days before the anchor whose appointments have rows of busy time; older ones would only make the build longer. */
export const busyDaysBefore = 60
/** Appointments of a member of staff on one day, an hour each from 08:00 in Istanbul. */
export const slotsPerDay = 8
export const appointmentsPerDay = staffPerTenant * slotsPerDay

/** The moment at which every process of the benchmark believes to start: Monday, 09:00 in Istanbul. */
export const anchor = new Date('2026-11-16T06:00:00.000Z')
/** Days of the appointments that are still ahead of the anchor; bookings of the benchmark come well after them. */
export const daysAhead = 14
export const timeZone = 'Europe/Istanbul'

export function daysOf(appointments: number): number {
  return Math.ceil(appointments / appointmentsPerDay)
}
