import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import { selectsOwnValues } from '../compile/own-values.ts'
import type { PlannedReads } from '../compile/planned-reads.ts'
import { connectionFrom } from '../derive/connection.ts'
import { decodeId } from '../ids.ts'
import type { Principal } from '../principal.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass, RecordMeta, Verb } from '../record/record-meta.ts'
import type { Inverse, Relations } from '../record/relations.ts'
import { selectList } from './columns.ts'
import type { SeenHealth } from './health-access.ts'
import { listedSql, type PageArguments, tellsOfHealth, windowOf } from './list.ts'
import type { Lookup } from './lookup.ts'
import { Order } from './order.ts'
import { reachSql } from './reach.ts'
import { type Ask, Statement } from './statement.ts'

/** A record as it is read: attribute names to values in their wire form; references hold the raw UUID. */
export interface Row {
  readonly id: string
  readonly [attribute: string]: unknown
}

export interface Page {
  readonly rows: readonly Row[]
  /** The rows, for an answer: it says whose health data it tells of. */
  shown(): readonly Row[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  cursor(row: Row): string
  /** Counts only when it is called. */
  totalCount(): Promise<number>
}

/**
 * The one seam under all reads: tenant, reach, filter, order and cursor become SQL here and nowhere else. Rows are
 * plain objects. A reader serves one operation of one person; what it loaded once it does not load again.
 */
export class Reader {
  readonly #byId = new Map<RecordMeta, DataLoader<string, Row | null>>()
  readonly #lists = new Map<string, DataLoader<string, Row[]>>()
  readonly #counts = new Map<string, DataLoader<string, number>>()

  constructor(
    readonly principal: Principal,
    readonly relations: Relations,
    readonly ask: Ask,
    /** Reads records together with what is selected of them; null: they are read one step after the other. */
    private readonly planned: PlannedReads | null = null,
    /** Hears of records whose health data the make-up of a list tells of. */
    private readonly seenHealth: SeenHealth | null = null,
  ) {}

  /** What a resolver's lookup points at, for graphql-js to go on with. */
  async answer(lookup: Lookup, info: GraphQLResolveInfo): Promise<unknown> {
    const { meta, asks } = lookup
    if (asks.kind === 'record' && asks.row && selectsOwnValues(info)) return asks.row
    const planned = await this.planned?.answer(this, lookup, info)
    if (planned !== undefined) return planned
    if (asks.kind === 'record') return this.byId(meta, asks.uuid)
    if (asks.kind === 'each') {
      const rows = await Promise.all(asks.uuids.map((uuid) => this.byId(meta, uuid)))
      return rows.filter((row) => row !== null)
    }
    const page = await this.page(meta, asks.args)
    return asks.kind === 'rows' ? page.shown() : connectionFrom(page)
  }

  /**
   * Reads records that lookups of a field below will point at once the resolver has found out which they are, in the
   * same round as that. To be awaited before the resolver returns. Never fails: what was not read ahead is read later.
   *
   * @param path the field, from the one that is resolved, e.g. `people.customer`.
   * @param ids SQL that selects the UUIDs: all that may be pointed at, and few others.
   */
  async ahead(
    info: GraphQLResolveInfo,
    path: string,
    record: RecordClass,
    ids: (statement: Statement) => string,
  ): Promise<void> {
    await this.planned?.ahead(this, recordMeta(record), info, path.split('.'), ids)
  }

  /** The row with this UUID, or null when there is none that the viewer may see. */
  byId(meta: RecordMeta, uuid: string): Promise<Row | null> {
    let loader = this.#byId.get(meta)
    if (!loader) {
      loader = new DataLoader<string, Row | null>((ids) => this.#loadByIds(meta, ids), { maxBatchSize: 1000 })
      this.#byId.set(meta, loader)
    }
    return loader.load(uuid)
  }

  /** The row behind a caller's id; null for an id of another record, another tenant, or none at all. */
  async byTypedId(record: RecordClass, id: string): Promise<Row | null> {
    const meta = recordMeta(record)
    const decoded = decodeId(id)
    return decoded?.prefix === meta.prefix ? this.byId(meta, decoded.uuid) : null
  }

  /** Which of these rows the viewer may see or act on. */
  async reachable(meta: RecordMeta, uuids: readonly string[], verb: Verb): Promise<Set<string>> {
    const statement = new Statement(this.principal.tenantId)
    const where = [
      `t.tenant_id = ${statement.tenant}`,
      `t.id = any(${statement.value(uuids, 'uuid[]')})`,
      reachSql(meta, verb, 't', this.principal, this.relations, statement),
    ]
    const plan = `select coalesce(json_agg(t.id), '[]'::json) from ${meta.table} t where ${where.join(' and ')}`
    return new Set((await this.ask(statement, plan)) as string[])
  }

  /** One page of the tenant's rows of a record. */
  page(meta: RecordMeta, args: PageArguments): Promise<Page> {
    return this.#page(meta, args, null, null)
  }

  /** One page of the rows that point at `parent` through an inverse; pages of sibling parents share a statement. */
  pageWithin(inverse: Inverse, parent: string, args: PageArguments): Promise<Page> {
    return this.#page(inverse.record, args, inverse, parent)
  }

  async #page(
    meta: RecordMeta,
    args: PageArguments,
    inverse: Inverse | null,
    parent: string | null,
  ): Promise<Page> {
    const { size, backwards, cursor } = windowOf(args) as KnownWindow
    const order = new Order(meta, args.orderBy, 't', this.principal)
    const list = { meta, args, order, size, backwards, cursor, inverse }
    const loaded = await this.#listLoader(list).load(parent ?? '')
    const rows = loaded.slice(0, size)
    if (backwards) rows.reverse()
    const more = loaded.length > size
    const tells = tellsOfHealth(meta, args, order)
    const shown = (some: readonly Row[]) => {
      if (tells) for (const row of some) this.seenHealth?.add(meta, row.id)
      return some
    }
    return {
      rows,
      shown: () => shown(rows),
      hasNextPage: backwards ? args.before != null : more,
      hasPreviousPage: backwards ? more : args.after != null,
      cursor: (row) => {
        shown([row])
        return order.cursor(row)
      },
      totalCount: () => this.#countLoader(list).load(parent ?? ''),
    }
  }

  #listLoader(list: List): DataLoader<string, Row[]> {
    const key = listKey(list, true)
    let loader = this.#lists.get(key)
    if (!loader) {
      loader = new DataLoader<string, Row[]>((parents) => this.#loadLists(list, parents), {
        maxBatchSize: 500,
      })
      this.#lists.set(key, loader)
    }
    return loader
  }

  #countLoader(list: List): DataLoader<string, number> {
    const key = listKey(list, false)
    let loader = this.#counts.get(key)
    if (!loader) {
      loader = new DataLoader<string, number>((parents) => this.#loadCounts(list, parents), {
        maxBatchSize: 500,
      })
      this.#counts.set(key, loader)
    }
    return loader
  }

  async #loadByIds(meta: RecordMeta, uuids: readonly string[]): Promise<(Row | null)[]> {
    const statement = new Statement(this.principal.tenantId)
    const where = [
      `t.tenant_id = ${statement.tenant}`,
      `t.id = any(${statement.value(uuids, 'uuid[]')})`,
      reachSql(meta, 'see', 't', this.principal, this.relations, statement),
    ]
    const rows = `select ${selectList(meta, 't', this.principal)} from ${meta.table} t where ${where.join(' and ')}`
    const answer = (await this.ask(statement, aggregated(rows))) as Row[]
    const found = new Map(answer.map((row) => [row.id, row]))
    return uuids.map((uuid) => found.get(uuid) ?? null)
  }

  async #loadLists(list: List, parents: readonly string[]): Promise<Row[][]> {
    const statement = new Statement(this.principal.tenantId)
    const { meta, order, size, backwards, cursor } = list
    const where = this.#where(list, statement)
    if (cursor) where.push(order.beyond(cursor, backwards, statement))
    const rows =
      `select ${selectList(meta, 't', this.principal)} from ${meta.table} t where ${where.join(' and ')} ` +
      `order by ${order.sql(backwards)} limit ${statement.value(size + 1, 'int')}`
    return this.#perParent<Row[]>(list, parents, aggregated(rows), statement, [])
  }

  async #loadCounts(list: List, parents: readonly string[]): Promise<number[]> {
    const statement = new Statement(this.principal.tenantId)
    const where = this.#where(list, statement)
    const count = `select count(*)::int from ${list.meta.table} t where ${where.join(' and ')}`
    return this.#perParent<number>(list, parents, count, statement, 0)
  }

  async #perParent<T>(
    list: List,
    parents: readonly string[],
    plan: string,
    statement: Statement,
    none: T,
  ): Promise<T[]> {
    if (!list.inverse) {
      const answer = ((await this.ask(statement, plan)) as T | null) ?? none
      return parents.map(() => answer)
    }
    const each =
      "select coalesce(json_agg(json_build_object('parent', p.id, 'answer', " +
      `(${plan}))), '[]'::json) from unnest(${statement.value(parents, 'uuid[]')}) p(id)`
    const answers = (await this.ask(statement, each)) as {
      parent: string
      answer: T
    }[]
    const byParent = new Map(answers.map(({ parent, answer }) => [parent, answer]))
    return parents.map((parent) => byParent.get(parent) ?? none)
  }

  #where({ meta, args, inverse }: List, statement: Statement): string[] {
    const listed = listedSql(meta, args.filter, 't', this.principal, this.relations, statement)
    return inverse ? [...listed, `t.${inverse.reference.column} = p.id`] : listed
  }
}

/** A window without slots: what the reader reads is known. */
interface KnownWindow {
  readonly size: number
  readonly backwards: boolean
  readonly cursor: string | null
}

interface List extends KnownWindow {
  readonly meta: RecordMeta
  readonly args: PageArguments
  readonly order: Order
  readonly inverse: Inverse | null
}

function listKey({ meta, args, inverse }: List, paged: boolean): string {
  const { filter, ...place } = args
  return JSON.stringify([meta.name, inverse?.reference.name ?? null, filter ?? null, paged ? place : null])
}

function aggregated(rows: string): string {
  return `select coalesce(json_agg(one), '[]'::json) from (${rows}) one`
}
