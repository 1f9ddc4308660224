import { type FieldNode, type GraphQLField, type GraphQLObjectType, getNamedType } from 'graphql'
import { listedSql, type PageArguments, type PageWindow, tellsOfHealth, windowOf } from '../read/list.ts'
import { Order } from '../read/order.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { plainText } from './attribute-text.ts'
import type { Compilation } from './compilation.ts'
import { JsonText, jsonLiteral, neverNull } from './json-text.ts'
import { closeMark, cursorMark } from './marks.ts'
import { PageScope } from './scope.ts'

/** A list of a record: the tenant's, or, `within`, the rows that point at one parent. */
export interface CompiledList {
  readonly meta: RecordMeta
  readonly args: PageArguments
  readonly within?: {
    /** Column that holds the parent's UUID. */
    readonly column: string
    readonly parent: string
  }
}

/** A page as its connection. */
export function pageJson(
  compilation: Compilation,
  list: CompiledList,
  nodes: readonly FieldNode[],
): JsonText {
  const type = compilation.typeOf({ name: `${list.meta.name}Connection` })
  const selected = [...compilation.selection.fields(type, nodes).values()].map(([node]) => node?.name.value)
  const page = new Page(compilation, list, selected.includes('pageInfo'))
  const text = compilation.object(type, nodes, (field, fieldNodes) => page.member(field, fieldNodes))
  if (page.readsRows) return new JsonText().sql(page.from(text))
  // A filter or a cursor that is refused is refused, whatever is selected.
  const isCounted = selected.includes('totalCount') && !page.hasCursor
  return isCounted ? text : new JsonText().sql(page.beside(text))
}

/** The nodes of a page alone, as a list. */
export function rowsJson(
  compilation: Compilation,
  list: CompiledList,
  nodes: readonly FieldNode[],
): JsonText {
  const page = new Page(compilation, list, false)
  return new JsonText().sql(page.from(page.rows(nodes)))
}

/**
 * `(select <connection> from (select <columns> from <table> where … order by … limit …) p)`: the rows are chosen inside,
 * their JSON is put together outside, each as often as the selection asks.
 */
class Page {
  readonly #order: Order
  readonly #window: PageWindow
  readonly #scope: PageScope
  readonly #size: string
  /** Whether what is selected sums up the rows. Without it there would be an answer for each, or none for none. */
  readsRows = false

  constructor(
    private readonly compilation: Compilation,
    private readonly list: CompiledList,
    /** One row more is read than is shown, to see whether there is another page. */
    private readonly looksAhead: boolean,
  ) {
    const { statement, setting } = compilation
    this.#scope = new PageScope(statement.alias(), statement.alias())
    this.#order = new Order(list.meta, list.args.orderBy, this.#scope.inner, setting.principal)
    this.#window = windowOf(list.args)
    const { size } = this.#window
    this.#size = typeof size === 'number' ? String(size) : statement.value(size, 'int')
  }

  member(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): JsonText {
    switch (field.name) {
      case 'nodes':
        return this.rows(nodes)
      case 'edges':
        return this.#listOf(this.#edge(field, nodes))
      case 'pageInfo':
        return this.compilation.object(objectOf(field), nodes, ({ name }) => this.#pageInfo(name))
      default:
        return this.#totalCount()
    }
  }

  rows(nodes: readonly FieldNode[]): JsonText {
    return this.#listOf(this.compilation.record(this.list.meta, nodes, this.#scope))
  }

  get hasCursor(): boolean {
    return this.#window.cursor !== null
  }

  /** `text`, which needs nothing of the rows, where the page is read nevertheless. */
  beside(text: JsonText): string {
    const page = `select count(*) from (${this.#rows()}) ${this.compilation.statement.alias()}`
    return `(select ${text.toSql()} from (${page}) ${this.#scope.outer})`
  }

  /** `text` over the rows of the page. To be called last, when all that it needs of them is known. */
  from(text: JsonText): string {
    const { outer } = this.#scope
    const rows = this.#rows()
    const placed = this.#isPlaced
      ? `select q.*, row_number() over () as place, count(*) over () as found from (${rows}) q`
      : rows
    return `(select ${text.toSql()} from (${placed}) ${outer})`
  }

  #rows(): string {
    const { inner, selectList } = this.#scope
    const { cursor, backwards } = this.#window
    const { statement } = this.compilation
    const where = this.#listed(inner)
    if (cursor !== null) where.push(this.#order.beyond(cursor, backwards, statement))
    const limit = this.looksAhead ? `${this.#size} + 1` : this.#size
    return (
      `select ${selectList} from ${this.list.meta.table} ${inner} where ${where.join(' and ')} ` +
      `order by ${this.#order.sql(backwards)} limit ${limit}`
    )
  }

  /** Rows that are only seen in order need not know their place. */
  get #isPlaced(): boolean {
    return this.looksAhead || this.#window.backwards
  }

  #listed(row: string): string[] {
    const { meta, args, within } = this.list
    const { setting, statement } = this.compilation
    const where = listedSql(meta, args.filter, row, setting.principal, setting.relations, statement)
    if (within) where.splice(1, 0, `${row}.${within.column} = ${within.parent}`)
    return where
  }

  #listOf(node: JsonText): JsonText {
    this.readsRows = true
    const item = this.#healthMark().append(node)
    const place = `${this.#scope.outer}.place`
    const order = this.#window.backwards ? ` order by ${place} desc` : ''
    const shown = this.looksAhead ? ` filter (where ${place} <= ${this.#size})` : ''
    return new JsonText()
      .literal('[')
      .sql(`coalesce(string_agg(${neverNull(item.toSql())}, ','${order})${shown}, '')`)
      .literal(']')
  }

  #edge(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): JsonText {
    return this.compilation.object(objectOf(field), nodes, ({ name }, memberNodes) =>
      name === 'cursor'
        ? new JsonText().literal('"').append(this.#cursor()).literal('"')
        : this.compilation.record(this.list.meta, memberNodes, this.#scope),
    )
  }

  /** The JSON that a cursor encodes; see `Order.cursor`. */
  #cursor(): JsonText {
    const text = this.#healthMark()
    text.literal(`${cursorMark}[${JSON.stringify(this.#order.signature)},`)
    for (const attribute of this.#order.attributes)
      text.append(plainText(attribute, this.#scope, this.compilation.setting.principal)).literal(',')
    const id = this.#scope.read((row) => `${row}.id`)
    return text.literal('"').sql(id).literal(`"]${closeMark}`)
  }

  #healthMark(): JsonText {
    const { meta, args } = this.list
    return tellsOfHealth(meta, args, this.#order)
      ? this.compilation.healthMark(meta, this.#scope)
      : new JsonText()
  }

  #pageInfo(name: string): JsonText {
    const { backwards } = this.#window
    const { after, before } = this.list.args
    const more = `case when count(*) > ${this.#size} then 'true' else 'false' end`
    const lastShown = `least(${this.#scope.outer}.found, ${this.#size})`
    switch (name) {
      case 'hasNextPage':
        return backwards ? jsonLiteral(before != null) : this.#summed(more)
      case 'hasPreviousPage':
        return backwards ? this.#summed(more) : jsonLiteral(after != null)
      case 'startCursor':
        return this.#cursorAt(backwards ? lastShown : '1')
      default:
        return this.#cursorAt(backwards ? '1' : lastShown)
    }
  }

  #cursorAt(place: string): JsonText {
    const { outer } = this.#scope
    const here = `${outer}.place = ${place} and ${outer}.place <= ${this.#size}`
    const cursor = `max(${this.#cursor().toSql()}) filter (where ${here})`
    return this.#summed(`coalesce('"' || ${cursor} || '"', 'null')`)
  }

  #summed(aggregate: string): JsonText {
    this.readsRows = true
    return new JsonText().sql(aggregate)
  }

  #totalCount(): JsonText {
    const row = this.compilation.statement.alias()
    const where = this.#listed(row).join(' and ')
    return new JsonText().sql(`(select count(*) from ${this.list.meta.table} ${row} where ${where})`)
  }
}

function objectOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType {
  return getNamedType(field.type) as GraphQLObjectType
}
