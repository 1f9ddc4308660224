import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

/** The same numbers for the same seed, evenly between 0 and 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const hostileValues = [
  '0',
  '-1',
  '2147483648',
  '1e400',
  'null',
  'true',
  '""',
  '"\\u0000"',
  '"\\uD800"',
  '"İ%_\\\\"',
  `"' or 1=1 --"`,
  '"cus_01jd00000000000000000000000"',
  '"2026-02-30"',
  '"9999-12-31T23:59:59.999Z"',
  '"99999999999999999999"',
  '[]',
  '{}',
  '[[]]',
  'ASC',
  '$nothing',
]

/** Documents that a schema could be asked, with values that nobody would send, and some bytes that are wrong. */
export class FuzzDocuments {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {}

  next(): string {
    const isMutation = this.random() < 0.2
    const root = isMutation ? this.schema.getMutationType() : this.schema.getQueryType()
    const fields = Object.values(root?.getFields() ?? {}).filter(({ name }) => !endsSession.test(name))
    const selections = Array.from({ length: 1 + this.#below(3) }, () => this.#field(this.#one(fields), 0))
    const document = `${isMutation ? 'mutation' : 'query'} { ${selections.join(' ')} }`
    return this.random() < 0.3 ? this.#mutated(document) : document
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = this.random() < 0.2 ? `a${this.#below(9)}: ` : ''
    const given = field.args.filter(({ type }) => isNonNullType(type) || this.random() < 0.3)
    const call = given.map(({ name, type }) => `${name}: ${this.#value(type, 0)}`).join(', ')
    const directive = this.random() < 0.05 ? ` @skip(if: ${this.random() < 0.5})` : ''
    return `${alias}${field.name}${call && `(${call})`}${directive}${this.#selection(field.type, depth + 1)}`
  }

  #selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type)
    if (!isCompositeType(named)) return ''
    if (!isObjectType(named) || depth > 4) return ' { __typename }'
    const fields = Object.values(named.getFields())
    return ` { ${Array.from({ length: 1 + this.#below(4) }, () => this.#field(this.#one(fields), depth)).join(' ')} }`
  }

  #value(type: GraphQLInputType, depth: number): string {
    if (this.random() < 0.15) return this.#one(hostileValues)
    if (isNonNullType(type)) return this.#value(type.ofType, depth)
    if (isListType(type)) return `[${this.#value(type.ofType, depth + 1)}]`
    if (isEnumType(type)) return this.#one(type.getValues()).name
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 3 && this.random() < 0.15),
      )
      return `{ ${fields.map((field) => `${field.name}: ${this.#value(field.type, depth + 1)}`).join(', ')} }`
    }
    return sound[type.name] ?? this.#one(hostileValues)
  }

  #mutated(document: string): string {
    const bytes = Buffer.from(document)
    for (let times = 1 + this.#below(3); times > 0; times -= 1)
      bytes[this.#below(bytes.length)] = this.#below(256)
    return bytes.toString('latin1')
  }

  #below(count: number): number {
    return Math.floor(this.random() * count)
  }

  #one<T>(values: readonly T[]): T {
    return values[this.#below(values.length)] as T
  }
}

/** What would leave the rest of the run without somebody who is signed in. */
const endsSession = /session|signOut|password|member|tenant|role|leave|owner|module|blueprint|apiKey/i

const sound: Readonly<Record<string, string>> = {
  Int: '3',
  Float: '1.5',
  Boolean: 'true',
  String: '"text"',
  ID: '"cus_01jd0000000000000000000000"',
  Long: '"12"',
  Decimal: '"1.25"',
  JSON: '{ a: 1 }',
  DateTime: '"2026-11-23T07:00:00.000Z"',
  LocalDate: '"2026-11-23"',
  LocalTime: '"09:00"',
}
