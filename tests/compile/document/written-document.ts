import {
  type GraphQLField,
  getOperationAST,
  isInputObjectType,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { Admission } from '../../../gateway/limits/admission.ts'
import { defaultCostLimits } from '../../../gateway/limits/cost-limits.ts'
import { limitOperations } from '../../../gateway/limits/limit-operations.ts'
import { parseOptions } from '../../../gateway/limits/operation-limits.ts'
import {
  type BlueprintSet,
  compiledField,
  type Principal,
  type RecordMeta,
  verdictOf,
} from '../../../schema/index.ts'
import type { Draw } from '../draw.ts'
import type { Harvest } from '../harvest.ts'
import { filterNames, orderName, orders, type Wanted } from './list-arguments.ts'
import { Scope } from './scope.ts'
import { type Room, Selections, type Surroundings } from './selections.ts'
import { WrittenValues } from './written-values.ts'

export interface WrittenDocument {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

type Root = GraphQLField<unknown, unknown>

/** One query that is valid and within the limits, for somebody who mostly may ask what it asks. */
export function writtenDocument(
  draw: Draw,
  set: BlueprintSet,
  harvest: Harvest,
  principal: Principal,
): WrittenDocument | null {
  const { schema, relations, rules } = set
  const query = schema.getQueryType()
  if (!query) throw new Error('Every schema has queries.')
  const around: Surroundings = { draw, harvest, principal, schema, relations }
  const values = new WrittenValues(draw)
  const selections = new Selections(around, values)
  const isAllowed = ({ name }: Root) => {
    const rule = rules.get(`Query.${name}`)
    return !rule || verdictOf(rule, principal) === 'allowed' || draw.chance(1)
  }
  const isDerived = ({ name }: Root) => {
    const rule = rules.get(`Query.${name}`)
    return rule !== undefined && 'record' in rule
  }
  const open = Object.values(query.getFields()).filter(isAllowed)
  const derived = open.filter(isDerived)
  const byHand = open.filter(
    (field) => !isDerived(field) && !byId.has(field.name) && !unsteady.has(field.name),
  )
  const compiled = byHand.filter(compiledField)
  const scope = new Scope()
  const roots = draw.chance(70) ? 1 : draw.between(2, 3)
  const parts: string[] = []
  const add = (field: Root | undefined, wanted: Wanted | null = null) => {
    const room: Room = { levels: draw.between(3, 6), rows: Math.floor(draw.oneOf([60, 120, 400]) / roots) }
    const text = field && selections.field(query, field, scope, room, wanted)
    if (text) parts.push(text)
  }
  for (let index = 0; index < roots; index += 1) {
    const kind = draw.upTo(99)
    if (kind < 16) add(query.getFields()[kind < 8 ? 'node' : 'nodes'])
    else if (kind < 20 && byHand.length > 0) add(draw.inTurn('root by hand', byHand, ({ name }) => name))
    else if (kind < 56) add(...untried(around, derived))
    else if (kind < 58 && compiled.length > 0)
      add(draw.inTurn('root that is compiled by hand', compiled, ({ name }) => name))
    else if (derived.length > 0) add(draw.inTurn('root', derived, ({ name }) => name))
  }
  if (parts.length === 0 || draw.chance(3)) parts.push('__typename')
  const body = `{ ${draw.chance(6) ? `... on Query { ${parts.join(' ')} }` : parts.join(' ')} }`
  const name = draw.chance(30) ? ' Asked' : ''
  const document = [`query${name}${values.header} ${body}`, ...selections.fragments].join(' ')
  const written = { document, variables: values.variables }
  return isSound(set, written) ? written : null
}

/** A list, by an order and a filter that came up least so far of all that there are. */
function untried(
  { draw, relations, schema }: Surroundings,
  derived: readonly Root[],
): [Root | undefined, Wanted | null] {
  const lists = relations.records.filter(({ plural }) => derived.some(({ name }) => name === plural))
  if (lists.length === 0) return [undefined, null]
  const filtersOf = ({ name }: RecordMeta) => {
    const type = schema.getType(`${name}Filter`)
    return isInputObjectType(type) ? filterNames(type) : []
  }
  const byOrder = (some: readonly RecordMeta[]) => {
    const all = some.flatMap((meta) => orders(meta).map((order) => ({ meta, order })))
    return draw.inTurn('order', all, (one) => orderName(one.meta, one.order), 100)
  }
  const byFilter = (some: readonly RecordMeta[]) => {
    const all = some.flatMap((meta) => filtersOf(meta).map((filter) => ({ meta, filter })))
    return draw.inTurn('filter', all, (one) => `${one.meta.name} ${one.filter}`, 100)
  }
  const { meta } = draw.chance(50) ? byOrder(lists) : byFilter(lists)
  const wanted = { order: byOrder([meta]).order, filter: byFilter([meta]).filter }
  return [derived.find(({ name }) => name === meta.plural), wanted]
}

const byId: ReadonlySet<string> = new Set(['node', 'nodes'])

/** Counts how often it is asked, and refuses after a while. */
const unsteady: ReadonlySet<string> = new Set(['invitationByLink'])

const admission = new Admission(defaultCostLimits)

/**
 * Two fields of one name now and then do not go together, and some documents cost more than any may: such are left
 * out.
 */
function isSound(set: BlueprintSet, { document, variables }: WrittenDocument): boolean {
  const parsed = parse(document, parseOptions)
  const operation = getOperationAST(parsed)
  if (!operation || validate(set.schema, parsed, [...specifiedRules, limitOperations]).length > 0)
    return false
  try {
    admission.admit({ principal: null, set }, parsed, operation, variables)
    return true
  } catch {
    return false
  }
}
