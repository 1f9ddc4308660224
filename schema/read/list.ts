import { LoncaError } from '../errors.ts'
import type { Principal } from '../principal.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { Relations } from '../record/relations.ts'
import { type Filter, filterSql, mentions } from './filter.ts'
import type { Order, OrderInput } from './order.ts'
import { reachSql } from './reach.ts'
import { mapped, type Slot, type Statement } from './statement.ts'

/** Arguments of a list. In a statement that is written before it is sent, sizes and cursors are slots. */
export interface PageArguments {
  readonly first?: number | Slot | null
  readonly after?: string | Slot | null
  readonly last?: number | Slot | null
  readonly before?: string | Slot | null
  readonly filter?: Filter | null
  readonly orderBy?: readonly OrderInput[] | null
}

export const defaultPageSize = 20
export const maxPageSize = 100

/** Which part of a list is asked for. */
export interface PageWindow {
  readonly size: number | Slot
  /** From the end: pages are then read in the opposite order. */
  readonly backwards: boolean
  readonly cursor: string | Slot | null
}

/** Throws BAD_USER_INPUT for arguments that contradict each other or ask for too much. */
export function windowOf(args: PageArguments): PageWindow {
  if (args.first != null && args.last != null) {
    throw LoncaError.badInput('Ask for "first" or "last", not for both.')
  }
  const backwards = args.last != null
  const size = mapped(args.last ?? args.first ?? defaultPageSize, (asked) =>
    checkedSize(asked as number, backwards),
  )
  if (backwards ? args.after != null : args.before != null) {
    throw LoncaError.badInput('"after" goes with "first", and "before" with "last".')
  }
  return {
    size: size as number | Slot,
    backwards,
    cursor: (backwards ? args.before : args.after) ?? null,
  }
}

function checkedSize(size: number, backwards: boolean): number {
  if (size >= 0 && size <= maxPageSize) return size
  throw LoncaError.badInput(
    `A page has 0 to ${maxPageSize} rows; "${backwards ? 'last' : 'first'}" was ${size}.`,
  )
}

/** Whether a list is filtered or ordered by something about health: which rows it has then tells of it already. */
export function tellsOfHealth(meta: RecordMeta, { filter }: PageArguments, order: Order): boolean {
  const health = [...meta.attributes.values()].filter(({ privacy }) => privacy === 'health')
  return health.some((attribute) => order.attributes.includes(attribute) || mentions(filter, attribute.name))
}

/** The rows of a list, before any cursor, as predicates over `row`: the tenant's, not archived, in reach, filtered. */
export function listedSql(
  meta: RecordMeta,
  filter: Filter | null | undefined,
  row: string,
  principal: Principal,
  relations: Relations,
  statement: Statement,
): string[] {
  const where = [`${row}.tenant_id = ${statement.tenant}`]
  if (!mentions(filter, 'archivedAt')) where.push(`${row}.archived_at is null`)
  where.push(reachSql(meta, 'see', row, principal, relations, statement))
  where.push(filterSql(meta, filter, row, principal, statement))
  return where.filter((part) => part !== 'true')
}
