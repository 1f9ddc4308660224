import {
  type Attribute,
  encodeId,
  type RecordMeta,
  type RequestContext,
  type Row,
  recordMeta,
} from '../../schema/index.ts'
import { Order, type OrderInput } from '../../schema/read/order.ts'

/**
 * Rows of a business as its owner reads them, for filters that hit, ids that exist and cursors that lead somewhere. They
 * lie in an order of their contents: what a seed picks is the same row in another run, under another id.
 */
export class Harvest {
  readonly #rows = new Map<string, readonly Row[]>()
  readonly #names = new Map<string, string>()

  private constructor(private readonly context: RequestContext) {}

  static async of(context: RequestContext): Promise<Harvest> {
    const harvest = new Harvest(context.inBackground())
    for (const meta of context.set.relations.records) {
      if (!meta.internal) harvest.#keep(meta, await someRows(context, meta))
    }
    return harvest
  }

  rows(meta: RecordMeta): readonly Row[] {
    return this.#rows.get(meta.name) ?? []
  }

  /** Ids as callers write them. */
  ids(meta: RecordMeta): string[] {
    return this.rows(meta).map(({ id }) => encodeId(meta.prefix, id))
  }

  /** What stands in an attribute, in the form that a filter takes. */
  values(meta: RecordMeta, attribute: Attribute): unknown[] {
    const { reference } = attribute
    return this.rows(meta)
      .map((row) => row[attribute.name])
      .filter((value) => value !== null && value !== undefined)
      .map((value) => (reference ? encodeId(recordMeta(reference.target()).prefix, String(value)) : value))
  }

  /** The cursor of the row in a list in this order; null where there is no such order. */
  cursor(meta: RecordMeta, orderBy: readonly OrderInput[] | null, at: number): string | null {
    const { principal } = this.context
    const row = this.rows(meta)[at]
    if (!principal || !row) return null
    try {
      const cursor = new Order(meta, orderBy, 't', principal).cursor(row)
      const order = (orderBy ?? []).map(({ field, direction }) => `${field} ${direction}`).join(', ')
      this.#names.set(cursor, `<cursor ${meta.name} ${at}${order && ` by ${order}`}>`)
      return cursor
    } catch {
      return null
    }
  }

  /** Another id of the same record for an id; any other text as it is. */
  another(text: string, draw: number): string {
    const [, record] = /^<(\w+) \d+>$/.exec(this.#names.get(text) ?? '') ?? []
    const ids = record ? this.ids(this.#meta(record)) : []
    return ids[draw % ids.length] ?? text
  }

  /** A text with names in place of ids and cursors, which are others in every run. */
  named(text: string): string {
    let named = text
    for (const [cursor, name] of this.#names) named = named.replaceAll(cursor, name)
    return named.replace(/\b[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}\b/g, (id) => this.#names.get(id) ?? id)
  }

  /** The text again with the ids and cursors of this run. */
  unnamed(text: string): string {
    return text
      .replace(/<cursor (\w+) (\d+)(?: by ([^>]+))?>/g, (name, record, at, order) => {
        const orderBy = order ? order.split(', ').map(ordering) : null
        return this.cursor(this.#meta(record), orderBy, Number(at)) ?? name
      })
      .replace(/<(\w+) (\d+)>/g, (name, record, at) => this.ids(this.#meta(record))[Number(at)] ?? name)
  }

  #meta(name: string): RecordMeta {
    const meta = this.context.set.relations.byName.get(name)
    if (!meta) throw new Error(`There is no record "${name}" in ${this.context.set.key}.`)
    return meta
  }

  #keep(meta: RecordMeta, rows: readonly Row[]): void {
    const known = new Map(rows.map((row) => [row.id, row]))
    const content = (row: Row) => {
      const plain = [...meta.attributes.values()].filter(({ reference }) => !reference)
      return JSON.stringify(plain.map(({ name }) => (name === 'id' ? null : row[name])))
    }
    const sorted = [...known.values()]
      .map((row) => ({ row, content: content(row) }))
      .sort((one, other) => (one.content < other.content ? -1 : one.content > other.content ? 1 : 0))
      .map(({ row }) => row)
    this.#rows.set(meta.name, sorted)
    for (const [at, row] of sorted.entries())
      this.#names.set(encodeId(meta.prefix, row.id), `<${meta.name} ${at}>`)
  }
}

function ordering(text: string): OrderInput {
  const [field = '', direction] = text.split(' ')
  return { field, direction: direction === 'DESC' ? 'DESC' : 'ASC' }
}

async function someRows({ read }: RequestContext, meta: RecordMeta): Promise<Row[]> {
  const pages = await Promise.all([
    read.page(meta, { first: 80 }),
    read.page(meta, { last: 80 }),
    read.page(meta, { first: 20, filter: { archivedAt: { isNull: false } } }),
  ])
  return pages.flatMap(({ rows }) => [...rows])
}
