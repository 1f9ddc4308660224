import { encodeId } from '../../schema/ids.ts'
import type { BenchTenant } from './data/bench-tenant.ts'
import { rowId } from './data/row-id.ts'
import {
  anchor,
  appointmentsPerDay,
  daysAhead,
  daysOf,
  servicesPerTenant,
  staffPerTenant,
} from './data/size.ts'

export const queryNames = ['q1', 'q2', 'q3', 'q4', 'q5'] as const
export type QueryName = (typeof queryNames)[number]

/** The second query with a field that code computes, beside each appointment; only the product is asked for it. */
export const codeQuery = 'q2 with a code field'
export type LoadQuery = QueryName | typeof codeQuery

export const queryTitles: Readonly<{ [name in QueryName]: string }> = {
  q1: 'one customer, 10 fields',
  q2: '50 customers, each with the last 5 appointments, each with its staff',
  q3: 'one day of appointments with customer and staff',
  q4: 'revenue by day for 30 days and the no-show rate',
  q5: 'an appointment and its event in one transaction',
}

/** What a request asks for, before it is written in the words of one server. Ids are UUIDs. */
export type Asked =
  | { readonly query: 'q1'; readonly id: string }
  | { readonly query: 'q2'; readonly withCode?: true }
  | { readonly query: 'q3'; readonly from: string; readonly to: string }
  | { readonly query: 'q4'; readonly from: string; readonly to: string }
  | {
      readonly query: 'q5'
      readonly customerId: string
      readonly serviceId: string
      readonly staffId: string
      readonly startsAt: string
    }

const dayMs = 86_400_000
const hourMs = 3_600_000
/** Midnight in Istanbul before the anchor. */
const today = anchor.getTime() - 9 * hourMs
/** Far enough ahead of the data that a booking never meets one of its appointments. */
const bookingsFromDay = daysAhead + 16

/** Customers and days that requests ask for, so that a tenant of another size is asked for what it has. */
export interface Spread {
  readonly customers: number
  readonly appointments: number
}

/** The `n`th request of a query to a tenant: the same for every server, spread over customers and days. */
export function askedFor(query: LoadQuery, tenant: BenchTenant, n: number, spread: Spread): Asked {
  switch (query) {
    case 'q1':
      return { query, id: rowId('customer', tenant.number, scattered(n) % spread.customers) }
    case 'q2':
      return { query }
    case codeQuery:
      return { query: 'q2', withCode: true }
    case 'q3': {
      const past = Math.min(daysOf(spread.appointments), 365) - daysAhead - 2
      const start = today - (1 + (scattered(n) % past)) * dayMs
      return { query, from: new Date(start).toISOString(), to: new Date(start + dayMs - 1).toISOString() }
    }
    case 'q4': {
      const last = today - (scattered(n) % 7) * dayMs
      return { query, from: localDay(last - 29 * dayMs), to: localDay(last) }
    }
    case 'q5': {
      const inDay = n % appointmentsPerDay
      const day = today + (bookingsFromDay + Math.floor(n / appointmentsPerDay)) * dayMs
      return {
        query,
        customerId: rowId('customer', tenant.number, scattered(n) % spread.customers),
        serviceId: rowId('service', tenant.number, n % servicesPerTenant),
        staffId: rowId('staff', tenant.number, inDay % staffPerTenant),
        startsAt: new Date(day + (8 + Math.floor(inDay / staffPerTenant)) * hourMs).toISOString(),
      }
    }
  }
}

function localDay(midnight: number): string {
  return new Date(midnight + 3 * hourMs).toISOString().slice(0, 10)
}

/** The same for the same `n`, and without a pattern that a table could have too. */
function scattered(n: number): number {
  let value = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d)
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39)
  return (value ^ (value >>> 15)) >>> 0
}

/** The id as callers of the product write it. */
export function typed(prefix: string, uuid: string): string {
  return encodeId(prefix, uuid)
}
