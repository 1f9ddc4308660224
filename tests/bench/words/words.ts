import type { BenchTenant } from '../data/bench-tenant.ts'
import type { Asked, QueryName } from '../queries.ts'

export const serverNames = ['product', 'limit', 'postgraphile', 'obvious'] as const
export type ServerName = (typeof serverNames)[number]

/** How one server is asked, and how its answers are read, so that answers of different servers can be compared. */
export interface Words {
  /** Path of the one address. */
  readonly path: string
  /** The body of the request. */
  body(asked: Asked, tenant: BenchTenant): string
  /** The answer in the form that all servers share; throws when it is not one. */
  rows(query: QueryName, data: unknown): unknown
  /** Text that an answer of a booking that succeeded holds. */
  readonly booked: string
}

/** A moment as all servers would write it. */
export function moment(text: unknown): string {
  return new Date(String(text)).toISOString()
}
