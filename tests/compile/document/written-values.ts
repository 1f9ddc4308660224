import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql'
import type { Draw } from '../draw.ts'

interface Declared {
  readonly name: string
  readonly type: string
  readonly value: unknown
  readonly written: string
}

/**
 * Writes values into a document: as literals, as variables of the whole or of any part, with and without defaults,
 * given, null or left out.
 */
export class WrittenValues {
  readonly #declared: Declared[] = []
  readonly variables: Record<string, unknown> = {}

  constructor(private readonly draw: Draw) {}

  /** `($a: Int = 3, $b: CustomerFilter)`, or nothing. */
  get header(): string {
    return this.#declared.length > 0 ? `(${this.#declared.map(({ written }) => written).join(', ')})` : ''
  }

  /** A value where one of this type stands; null for "leave the argument out". */
  write(type: GraphQLInputType, value: unknown): string {
    return this.draw.chance(28) ? this.#variable(type, value) : this.literal(type, value)
  }

  literal(type: GraphQLInputType, value: unknown, mayBeVariable = true): string {
    if (isNonNullType(type)) return this.literal(type.ofType, value, mayBeVariable)
    if (value === null || value === undefined) return 'null'
    const part = (of: GraphQLInputType, one: unknown) =>
      mayBeVariable && this.draw.chance(10) ? this.#variable(of, one) : this.literal(of, one, mayBeVariable)
    if (isListType(type)) {
      // A single value where a list is wanted is a list of one.
      if (!Array.isArray(value)) return part(type.ofType, value)
      return `[${value.map((one) => part(type.ofType, one)).join(', ')}]`
    }
    if (isInputObjectType(type)) {
      const fields = type.getFields()
      const written = Object.entries(value as object).map(([name, one]) => {
        const field = fields[name]
        if (!field) throw new Error(`${type.name} has no ${name}.`)
        return `${name}: ${part(field.type, one)}`
      })
      return `{ ${written.join(', ')} }`
    }
    if (isEnumType(type)) return String(value)
    if (isScalarType(type) && type.name === 'JSON') return anyLiteral(value)
    return JSON.stringify(value)
  }

  #variable(type: GraphQLInputType, value: unknown): string {
    const { draw } = this
    const reusable = this.#declared.find(
      (one) => one.type === String(type) && JSON.stringify(one.value) === JSON.stringify(value),
    )
    if (reusable && draw.chance(60)) return `$${reusable.name}`
    const name = draw.chance(3) ? `__v${this.#declared.length}` : `v${this.#declared.length}`
    const inner = isNonNullType(type) ? type.ofType : type
    const hasDefault = draw.chance(25)
    const isRequired = !hasDefault && (isNonNullType(type) || (value !== null && draw.chance(15)))
    const declared = isRequired
      ? `${inner}!`
      : hasDefault && draw.chance(30) && value !== null
        ? `${inner}!`
        : `${inner}`
    const other = draw.chance(60) ? value : null
    const given = isNonNullType(type) || declared.endsWith('!') ? value : other
    const defaulted = hasDefault ? ` = ${this.literal(inner, given ?? value, false)}` : ''
    this.#declared.push({ name, type: String(type), value, written: `$${name}: ${declared}${defaulted}` })
    const isLeftOut =
      (hasDefault && draw.chance(50)) || (!isRequired && !isNonNullType(type) && draw.chance(8))
    if (!isLeftOut) {
      const isNull = !isNonNullType(type) && !declared.endsWith('!') && draw.chance(6)
      this.variables[name] = isNull ? null : value
    }
    return `$${name}`
  }
}

function anyLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(anyLiteral).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
  return `{ ${fields.map(([name, one]) => `${name}: ${anyLiteral(one)}`).join(', ')} }`
}
