import type { GraphQLNamedType, GraphQLSchema, GraphQLType } from 'graphql'
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'

/** Owner of all that every tenant sees. */
export const core = 'core'

/**
 * Who brought each element of the schema: core or one blueprint. Types and fields that follow from a record belong
 * to its declarer; a hand-written type belongs to whoever uses it, and to core when several do.
 */
export class Owners {
  readonly #owners = new Map<string, string>()

  /** `coordinate` is `Type`, `Type.field` or `Enum.VALUE`. */
  own(coordinate: string, owner: string): void {
    const known = this.#owners.get(coordinate)
    if (known && known !== owner) {
      throw new Error(
        `${coordinate} is declared by "${known}" and by "${owner}": one of them must use another name.`,
      )
    }
    this.#owners.set(coordinate, owner)
  }

  of(coordinate: string): string | undefined {
    return this.#owners.get(coordinate) ?? this.#owners.get(coordinate.split('.')[0] ?? '')
  }

  /** Gives each remaining type to those that use it. Throws for a type that nothing owned leads to. */
  complete(schema: GraphQLSchema): void {
    const types = Object.values(schema.getTypeMap()).filter((type) => !isBuiltIn(type))
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
      (type) => !!type,
    )
    for (let changed = true; changed; ) {
      changed = false
      for (const type of [...roots, ...types]) {
        for (const [used, owner] of this.#uses(type)) changed = this.#inherit(used, owner) || changed
      }
    }
    const orphans = types.filter((type) => !this.of(type.name)).map((type) => type.name)
    if (orphans.length > 0)
      throw new Error(`Nobody owns ${orphans.join(', ')}: list them in a module or blueprint.`)
  }

  readonly #inherited = new Set<string>()

  #inherit(type: GraphQLNamedType, owner: string): boolean {
    if (isBuiltIn(type)) return false
    const known = this.#owners.get(type.name)
    if (!known) {
      this.#owners.set(type.name, owner)
      this.#inherited.add(type.name)
      return true
    }
    if (known === owner || known === core || !this.#inherited.has(type.name)) return false
    this.#owners.set(type.name, core)
    return true
  }

  *#uses(type: GraphQLNamedType): Generator<[GraphQLNamedType, string]> {
    if (isUnionType(type)) {
      const owner = this.of(type.name)
      if (owner) for (const member of type.getTypes()) yield [member, owner]
    }
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const owner = this.of(`${type.name}.${field.name}`)
        if (!owner) continue
        yield [getNamedType(field.type as GraphQLType), owner]
        if ('args' in field)
          for (const argument of field.args) yield [getNamedType(argument.type as GraphQLType), owner]
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      const owner = this.of(type.name)
      if (owner) for (const implemented of type.getInterfaces()) yield [implemented, owner]
    }
  }
}

export function isBuiltIn(type: GraphQLNamedType): boolean {
  return (
    isIntrospectionType(type) ||
    isSpecifiedScalarType(type) ||
    ['Query', 'Mutation', 'Subscription'].includes(type.name)
  )
}
