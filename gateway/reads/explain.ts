import { LoggedRequest } from '../../modules/operations/index.ts'
import { LoncaError, type Principal, reachInto, recordMeta } from '../../schema/index.ts'
import { translated } from '../postgres-error.ts'
import type { PreparedStatements } from './prepared.ts'

/** How a query is read, for people who want to know: `extensions.plan`. */
export interface ReadPlan {
  readonly path: 'compiled' | 'executed'
  /** Why graphql-js answers it. */
  readonly reason?: string
  readonly sql?: string
  /** What PostgreSQL intends to do, in its own words; nothing is run for it. */
  readonly plan?: unknown
}

/** Whether an operation's `extensions` ask for its plan. */
export function asksForPlan(extensions: { readonly [name: string]: unknown } | null | undefined): boolean {
  return extensions?.explain === true
}

/** Plans show tables and sizes: they are for those who may see the business's request log. Throws FORBIDDEN. */
export function refuseExplaining(principal: Principal | null): void {
  if (!principal) throw LoncaError.unauthenticated()
  if (reachInto(recordMeta(LoggedRequest), 'see', principal) === 'none')
    throw LoncaError.forbidden('see how a query is read (scope operations:see)')
}

export async function explained(
  statements: PreparedStatements,
  sql: string,
  values: readonly unknown[],
): Promise<ReadPlan> {
  try {
    const [plan] = await statements.recurring(`explain (format json) ${sql}`, values)
    return { path: 'compiled', sql, plan }
  } catch (error) {
    throw translated(error)
  }
}
