import { type GraphQLInputObjectType, getNamedType, isEnumType, isInputObjectType } from 'graphql'
import { mayRead, type Principal, type RecordMeta } from '../../../schema/index.ts'
import type { OrderInput } from '../../../schema/read/order.ts'
import type { Draw } from '../draw.ts'
import type { Harvest } from '../harvest.ts'
import { oddTexts, oddValue } from '../odd-values.ts'

export interface Asking {
  readonly draw: Draw
  readonly harvest: Harvest
  readonly principal: Principal
}

/** The arguments of one list, and the most rows that it will bring. */
export interface ListArguments {
  readonly values: Readonly<Record<string, unknown>>
  readonly size: number
}

/** What a list has to be asked with, whatever else it is asked with. */
export interface Wanted {
  readonly order: OrderInput
  /** The attribute to filter by. */
  readonly filter: string
}

/** Arguments of a list of a record: a filter that hits, an order, a page from either end, a cursor on the way. */
export function listArguments(
  asking: Asking,
  meta: RecordMeta,
  filterType: GraphQLInputObjectType,
  mostRows: number,
  wanted: Wanted | null = null,
): ListArguments {
  const { draw } = asking
  const values: Record<string, unknown> = {}
  if (wanted) values.filter = filterBy(asking, meta, filterType, wanted.filter)
  else if (draw.chance(45)) values.filter = filterOf(asking, meta, filterType, 0)
  else if (draw.chance(5)) values.filter = null
  const drawn = draw.chance(50) ? orderOf(asking, meta) : null
  const orderBy = wanted ? [wanted.order, ...(drawn ?? []).slice(0, 2)] : drawn
  if (orderBy) values.orderBy = writtenOrder(draw, orderBy)
  else if (draw.chance(5)) values.orderBy = draw.chance(50) ? null : []
  const backwards = draw.chance(30)
  const most = Math.max(1, Math.min(mostRows, draw.chance(5) ? 100 : 12))
  const isOpen = !backwards && mostRows >= 20 && draw.chance(12)
  const size = isOpen ? 20 : draw.chance(4) ? 0 : draw.between(1, most)
  if (!isOpen) values[backwards ? 'last' : 'first'] = size
  if (draw.chance(30)) {
    const cursor = cursorOf(asking, meta, orderBy)
    const forwards = draw.chance(2) ? backwards : !backwards
    if (cursor !== null) values[forwards ? 'after' : 'before'] = cursor
  } else if (draw.chance(4)) values[backwards ? 'before' : 'after'] = null
  if (draw.chance(1)) values[backwards ? 'first' : 'last'] = draw.oneOf([1, 101, -1])
  if (draw.chance(1)) values[backwards ? 'last' : 'first'] = draw.oneOf([101, -1])
  return { values: inSomeOrder(draw, values), size }
}

function inSomeOrder(draw: Draw, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(draw.some(Object.entries(values), 9, 9))
}

function orderOf({ draw, principal }: Asking, meta: RecordMeta): OrderInput[] {
  const options = orders(meta).filter(({ field }) => mayUse(draw, principal, meta, field))
  const keys = draw.chance(65) ? 1 : draw.chance(90) ? draw.between(2, 3) : draw.between(4, 6)
  return Array.from({ length: keys }, () => draw.inTurn('order', options, (order) => orderName(meta, order)))
}

/** Every field of a record that lists can be ordered by, in both directions. */
export function orders(meta: RecordMeta): OrderInput[] {
  return [...meta.attributes.values()]
    .filter(({ kind, derived, privacy, name }) => {
      return name !== 'id' && privacy !== 'secret' && !unordered.has(derived?.as ?? kind)
    })
    .flatMap(({ name }) => (['ASC', 'DESC'] as const).map((direction) => ({ field: name, direction })))
}

export function orderName(meta: RecordMeta, { field, direction }: OrderInput): string {
  return `${meta.name} ${field} ${direction}`
}

/** What somebody may not read they may not order and filter by; few documents try. */
function mayUse(draw: Draw, principal: Principal, meta: RecordMeta, name: string): boolean {
  const attribute = meta.attributes.get(name)
  return !attribute || mayRead(attribute, principal) || draw.chance(3)
}

const unordered: ReadonlySet<string> = new Set(['reference', 'tags', 'json', 'translated'])

/** A direction that is the default may be left out; a list of one may be written as the one. */
function writtenOrder(draw: Draw, orderBy: readonly OrderInput[]): unknown {
  const written = orderBy.map(({ field, direction }) =>
    direction === 'ASC' && draw.chance(40)
      ? { field }
      : draw.chance(50)
        ? { field, direction }
        : { direction, field },
  )
  return written.length === 1 && draw.chance(10) ? written[0] : written
}

function cursorOf({ draw, harvest }: Asking, meta: RecordMeta, orderBy: OrderInput[] | null): string | null {
  const rows = harvest.rows(meta).length
  if (draw.chance(4)) return draw.oneOf(brokenCursors)
  const foreign = draw.chance(2) ? [{ field: 'createdAt', direction: 'DESC' as const }] : orderBy
  return rows > 0 ? harvest.cursor(meta, foreign, draw.upTo(rows - 1)) : null
}

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const brokenCursors = ['', 'x', '%', text(null), text({}), text([]), text(['x', 1]), text(['x', null, null])]

/** A filter of a record, of its attributes and of filters again. */
export function filterOf(
  asking: Asking,
  meta: RecordMeta,
  type: GraphQLInputObjectType,
  depth: number,
): Record<string, unknown> {
  const { draw } = asking
  const filter: Record<string, unknown> = {}
  const open = filterNames(type).filter((name) => mayUse(draw, asking.principal, meta, name))
  // A set may have a single decimal: it would hardly come up with every operator.
  const seldom = open.filter((name) => getNamedType(type.getFields()[name]?.type)?.name === 'DecimalFilter')
  const conditions = draw.chance(4) ? 0 : draw.chance(70) ? 1 : 2
  for (let index = 0; index < conditions; index += 1) {
    const name =
      seldom.length > 0 && draw.chance(50)
        ? draw.oneOf(seldom)
        : draw.inTurn('filter', open, (one) => `${meta.name} ${one}`)
    Object.assign(filter, draw.chance(3) ? { [name]: null } : filterBy(asking, meta, type, name))
  }
  if (depth < 2) {
    const inner = () => filterOf(asking, meta, type, depth + 1)
    if (draw.chance(14)) filter.and = listOf(draw, inner)
    if (draw.chance(14)) filter.or = listOf(draw, inner)
    if (draw.chance(12)) filter.not = draw.chance(5) ? null : inner()
  }
  return filter
}

/** Every attribute that a filter has a condition for. */
export function filterNames(type: GraphQLInputObjectType): string[] {
  return Object.keys(type.getFields()).filter((name) => !/^(and|or|not)$/.test(name))
}

function filterBy(
  asking: Asking,
  meta: RecordMeta,
  type: GraphQLInputObjectType,
  name: string,
): Record<string, unknown> {
  const field = type.getFields()[name]
  const condition = field && getNamedType(field.type)
  if (!isInputObjectType(condition)) throw new Error(`${type.name}.${name} is no condition.`)
  return { [name]: conditionOf(asking, meta, name, condition) }
}

function listOf(draw: Draw, one: () => unknown): unknown {
  if (draw.chance(4)) return null
  if (draw.chance(8)) return one()
  return Array.from({ length: draw.chance(6) ? 0 : draw.between(1, 2) }, one)
}

function conditionOf(
  asking: Asking,
  meta: RecordMeta,
  name: string,
  type: GraphQLInputObjectType,
): Record<string, unknown> {
  const { draw } = asking
  const condition: Record<string, unknown> = {}
  const fields = Object.values(type.getFields())
  const operators = draw.chance(3) ? 0 : draw.chance(80) ? 1 : 2
  for (let index = 0; index < operators; index += 1) {
    const { name: operator, type: operand } = draw.inTurn(
      `operator ${type.name}`,
      fields,
      (field) => field.name,
    )
    const scalar = getNamedType(operand)
    const value = () => {
      if (isEnumType(scalar)) return draw.oneOf(scalar.getValues()).name
      return operandOf(asking, meta, name, scalar.name)
    }
    if (draw.chance(4)) condition[operator] = null
    else if (operator === 'isNull') condition[operator] = draw.chance(50)
    else if (operator === 'in') condition[operator] = draw.chance(5) ? value() : some(draw, value)
    else if (operator === 'contains')
      condition[operator] = type.name === 'TagsFilter' && draw.chance(70) ? value() : part(draw, value())
    else condition[operator] = value()
  }
  return condition
}

function some(draw: Draw, value: () => unknown): unknown[] {
  return Array.from({ length: draw.chance(8) ? 0 : draw.between(1, 4) }, value)
}

/** Mostly what stands in a row, so that the filter hits. */
function operandOf({ draw, harvest }: Asking, meta: RecordMeta, name: string, scalar: string): unknown {
  const attribute = meta.attributes.get(name)
  const known = !attribute || name === 'id' ? harvest.ids(meta) : harvest.values(meta, attribute)
  const flat = known.flat()
  return flat.length > 0 && draw.chance(85) ? draw.oneOf(flat) : oddValue(scalar, draw)
}

/** What would mean more than itself if it were not escaped. */
const patterns = ['%', '_', '\\', '%%', '_a', 'a%', '\\%']

/** A piece of a text, now and then in other letters than it is written in. */
function part(draw: Draw, value: unknown): string {
  if (draw.chance(5)) return draw.oneOf(oddTexts)
  if (draw.chance(18)) return draw.oneOf(patterns)
  const letters = Array.from(String(value))
  const from = draw.upTo(Math.max(0, letters.length - 1))
  const piece = letters.slice(from, from + draw.between(1, 4)).join('')
  return draw.chance(20)
    ? piece.toLocaleUpperCase('tr')
    : draw.chance(20)
      ? piece.toLocaleLowerCase('tr')
      : piece
}
