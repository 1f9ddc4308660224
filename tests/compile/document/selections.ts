import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { RecordMeta, Relations } from '../../../schema/index.ts'
import { recordMeta } from '../../../schema/index.ts'
import { argumentValue } from './hand-written-arguments.ts'
import { type Asking, listArguments, type Wanted } from './list-arguments.ts'
import { Scope } from './scope.ts'
import type { WrittenValues } from './written-values.ts'

export interface Surroundings extends Asking {
  readonly schema: GraphQLSchema
  readonly relations: Relations
}

type Composite = GraphQLObjectType | GraphQLInterfaceType
type Field = GraphQLField<unknown, unknown>

/** How much may still come below a place: levels, and rows of the lists in it taken together. */
export interface Room {
  readonly levels: number
  readonly rows: number
}

interface Fragment {
  readonly name: string
  readonly on: string
  readonly scope: Scope
}

/** Writes the selection sets of one document, and the fragments that they share. */
export class Selections {
  readonly fragments: string[] = []
  readonly #known: Fragment[] = []
  /** Types of the nodes that were asked for by their ids. */
  readonly #likely = new Set<string>()
  #aliases = 0
  #fields = 0

  constructor(
    private readonly around: Surroundings,
    private readonly values: WrittenValues,
  ) {}

  /** `{ … }` of a composite type, never empty. */
  set(type: Composite, scope: Scope, room: Room): string {
    return `{ ${this.#parts(type, scope, room).join(' ')} }`
  }

  /** One field as it is written: alias, arguments, directives, selection; null where it does not fit here. */
  field(
    parent: Composite,
    field: Field,
    scope: Scope,
    room: Room,
    wanted: Wanted | null = null,
  ): string | null {
    const { draw } = this.around
    this.#fields += 1
    const named = getNamedType(field.type)
    const { written, size } = this.#arguments(field, room, wanted)
    const isLeaf = isLeafType(named)
    const identity =
      isLeaf && !written ? `${field.name}: ${field.type}` : `${parent.name}.${field.name}${written}`
    const key = this.#key(parent, field, scope, identity)
    if (key === null) return null
    const inner = scope.take(key, identity)
    const alias = key === field.name ? '' : `${key}: `
    const below = { levels: room.levels - 1, rows: Math.max(1, Math.floor(room.rows / Math.max(1, size))) }
    const selection = isLeaf ? '' : ` ${this.set(named as Composite, inner, below)}`
    const once = `${alias}${field.name}${written}${this.#directive(4)}${selection}`
    if (isLeaf || !draw.chance(5)) return once
    // The same field again, with another selection: both are one field of the answer.
    return `${once} ${alias}${field.name}${written} ${this.set(named as Composite, inner, below)}`
  }

  #parts(type: Composite, scope: Scope, room: Room): string[] {
    const { draw } = this.around
    const own = isInterfaceType(type)
      ? this.#abstractFields(type, scope, room)
      : this.#objectFields(type, scope, room)
    if (draw.chance(7)) own.push(`... ${this.#directive(40)}${this.set(type, scope, lower(room))}`)
    if (isObjectType(type) && draw.chance(7))
      own.push(`... on ${type.name}${this.#directive(30)} ${this.set(type, scope, lower(room))}`)
    if (isObjectType(type) && type.getInterfaces().length > 0 && draw.chance(8)) {
      const inner = draw.chance(50) ? ` ... on ${type.name} ${this.set(type, scope, lower(room))}` : ''
      if (scope.admits('id', 'id: ID!')) {
        scope.take('id', 'id: ID!')
        own.push(`... on Node${this.#directive(20)} { id${inner} }`)
      }
    }
    if (draw.chance(14)) own.push(...this.#spread(type, scope, room))
    return own.length > 0 ? own : [this.#typename(scope)]
  }

  #objectFields(type: GraphQLObjectType, scope: Scope, room: Room): string[] {
    const { draw } = this.around
    const written: string[] = []
    const add = (field: Field) => {
      const text = this.field(type, field, scope, room)
      if (text) written.push(text)
    }
    const fields = Object.values(type.getFields())
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) && !needsArguments(field))
    const deep = fields.filter((field) => !leaves.includes(field))
    const isPage = leaves.length <= 1 && deep.some(({ name }) => name === 'nodes')
    const mayGrow = room.levels > 0 && this.#fields < 90
    const most = isPage ? 1 : this.#fields > 120 ? 1 : draw.chance(8) ? 12 : 4
    for (const leaf of draw.some(leaves, isPage ? 0 : 1, most)) add(leaf)
    if (mayGrow) {
      const open = deep.filter((field) => this.#isOpen(field))
      const wanted = isPage ? draw.between(1, 2) : draw.chance(75) ? draw.upTo(2) : 0
      const chosen = new Set<Field>()
      for (let index = 0; index < wanted && open.length > 0; index += 1)
        chosen.add(
          isPage ? pagePart(draw.upTo(9), open) : draw.inTurn(`in ${type.name}`, open, ({ name }) => name),
        )
      for (const field of chosen) add(field)
    }
    if (draw.chance(9)) written.push(this.#typename(scope))
    return written
  }

  #abstractFields(type: GraphQLInterfaceType, scope: Scope, room: Room): string[] {
    const { draw, schema } = this.around
    const written = draw.chance(80) ? [this.#typename(scope)] : []
    if (draw.chance(70)) {
      const id = type.getFields().id
      const text = id && this.field(type, id, scope, room)
      if (text) written.push(text)
    }
    if (room.levels <= 0) return written
    const types = [...schema.getPossibleTypes(type)]
    const likely = types.filter(({ name }) => this.#likely.has(name))
    for (let index = draw.upTo(3); index > 0; index -= 1) {
      const options = likely.length > 0 && draw.chance(80) ? likely : types
      const one = draw.inTurn('on node', options, ({ name }) => name)
      written.push(`... on ${one.name}${this.#directive(8)} ${this.set(one, scope, lower(room))}`)
    }
    return written
  }

  /** A named fragment: one that is known, where it fits, or a new one. */
  #spread(type: Composite, scope: Scope, room: Room): string[] {
    const { draw } = this.around
    const fitting = this.#known.filter(
      (one) =>
        (one.on === type.name || (one.on === 'Node' && this.#isNode(type))) && scope.admitsAll(one.scope),
    )
    let fragment = fitting.length > 0 && draw.chance(60) ? draw.oneOf(fitting) : null
    if (!fragment && this.fragments.length < 6) {
      const own = new Scope(scope)
      const name = `F${this.fragments.length}`
      const place = this.fragments.push('') - 1
      this.fragments[place] = `fragment ${name} on ${type.name} ${this.set(type, own, lower(room))}`
      fragment = { name, on: type.name, scope: own }
      this.#known.push(fragment)
    }
    if (!fragment) return []
    scope.takeAll(fragment.scope)
    return [`...${fragment.name}${this.#directive(12)}`]
  }

  #isNode(type: Composite): boolean {
    return isInterfaceType(type) || type.getInterfaces().length > 0
  }

  #typename(scope: Scope): string {
    const { draw } = this.around
    const key = draw.chance(15) ? this.#fresh() : '__typename'
    scope.take(key, '__typename')
    return key === '__typename' ? key : `${key}: __typename`
  }

  #key(parent: Composite, field: Field, scope: Scope, identity: string): string | null {
    const { draw } = this.around
    const mayAlias = this.#aliases < 24
    if (mayAlias && draw.chance(7)) {
      // Another field's name for this one, as when two fields swap theirs.
      const others = Object.keys(parent.getFields()).filter((name) => name !== field.name)
      const other = others.length > 0 ? draw.oneOf(others) : null
      if (other && scope.admits(other, identity)) {
        this.#aliases += 1
        return other
      }
    }
    if (mayAlias && draw.chance(9)) return this.#fresh()
    if (scope.admits(field.name, identity)) return field.name
    return mayAlias ? this.#fresh() : null
  }

  #fresh(): string {
    this.#aliases += 1
    return this.around.draw.chance(10) ? `_${this.#aliases}` : `a${this.#aliases}`
  }

  #directive(percent: number): string {
    const { draw, schema } = this.around
    const boolean = booleanOf(schema)
    if (!draw.chance(percent)) return ''
    const skips = draw.chance(50)
    const shown = draw.chance(65)
    const condition = this.values.write(boolean, skips ? !shown : shown)
    const both = draw.chance(8) ? ` @include(if: ${this.values.write(boolean, true)})` : ''
    return skips ? ` @skip(if: ${condition})${both}` : ` @include(if: ${condition})`
  }

  #arguments(field: Field, room: Room, wanted: Wanted | null): { written: string; size: number } {
    const { draw, relations } = this.around
    if (field.args.length === 0) return { written: '', size: 1 }
    const record = pagedRecord(field, relations)
    const filter = field.args.find(({ name }) => name === 'filter')?.type
    const list =
      record && filter
        ? listArguments(
            this.around,
            record,
            getNamedType(filter) as GraphQLInputObjectType,
            room.rows,
            wanted,
          )
        : null
    const values = list?.values ?? this.#otherArguments(field)
    for (const id of [values.id, values.ids].flat()) this.#expect(id)
    const written = Object.entries(values).map(([name, value]) => {
      const type = field.args.find((argument) => argument.name === name)?.type
      if (!type) throw new Error(`${field.name} has no argument ${name}.`)
      return `${name}: ${this.values.write(type, value)}`
    })
    return {
      written: written.length > 0 ? `(${written.join(draw.chance(50) ? ', ' : ' ')})` : '',
      size: list?.size ?? 1,
    }
  }

  #expect(id: unknown): void {
    const prefix = typeof id === 'string' ? (id.split('_')[0] ?? '') : ''
    const record = this.around.relations.byPrefix.get(prefix)
    if (record) this.#likely.add(record.name)
  }

  #otherArguments(field: Field): Record<string, unknown> {
    const given = field.args.filter((argument) => isNonNullType(argument.type) || this.around.draw.chance(50))
    return Object.fromEntries(
      given.map((argument: GraphQLArgument) => [argument.name, argumentValue(this.around, field, argument)]),
    )
  }

  /** What leads into a module that is switched off ends in an error, which few documents should. */
  #isOpen(field: Field): boolean {
    const { draw, principal, relations } = this.around
    const record = recordBehind(field, relations)
    return !record || !principal.switchedOff.has(record.module) || draw.chance(3)
  }
}

function lower({ levels, rows }: Room): Room {
  return { levels: levels - 1, rows }
}

function needsArguments(field: Field): boolean {
  return field.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
}

/** Edges, nodes, or what a page says of itself. */
function pagePart(drawn: number, fields: readonly Field[]): Field {
  const name = drawn < 4 ? 'nodes' : drawn < 7 ? 'edges' : 'pageInfo'
  return fields.find((field) => field.name === name) ?? (fields[0] as Field)
}

/** The record whose page a field answers with. */
export function pagedRecord(field: Field, relations: Relations): RecordMeta | null {
  const name = getNamedType(field.type).name
  const isPage = name.endsWith('Connection') && field.args.some((argument) => argument.name === 'orderBy')
  return isPage ? (relations.byName.get(name.slice(0, -'Connection'.length)) ?? null) : null
}

function recordBehind(field: Field, relations: Relations): RecordMeta | null {
  const { name } = getNamedType(field.type)
  const record = relations.byName.get(name.replace(/Connection$/, ''))
  return record ? recordMeta(record.class) : null
}

function booleanOf(schema: GraphQLSchema) {
  const condition = schema.getDirective('skip')?.args[0]?.type
  if (!condition) throw new Error('There is @skip in every schema.')
  return condition
}
