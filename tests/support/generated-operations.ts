import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'

/** One call of a root field with an id in one place of its arguments. */
export interface IdOperation {
  /** e.g. `Mutation.bookAppointment(input.customerId)`. */
  readonly place: string
  readonly document: string
  readonly variables: (id: string) => Record<string, unknown>
}

/**
 * Every place of every root field where a caller writes an id, each as an operation that is otherwise sound. Throws
 * for an argument type that it cannot fill, so that a new one cannot slip through.
 */
export function idOperations(schema: GraphQLSchema): IdOperation[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const
  return roots.flatMap(([keyword, root]) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => operationsOf(keyword, `${root?.name}`, field)),
  )
}

/** One call of a root field with sound values where it insists on some. */
export interface RootOperation {
  /** e.g. `Mutation.bookAppointment`. */
  readonly coordinate: string
  readonly document: string
  readonly variables: Record<string, unknown>
}

/** Every query and mutation once; `id` stands wherever an id is wanted. */
export function rootOperations(schema: GraphQLSchema, id: string): RootOperation[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const
  return roots.flatMap(([keyword, root]) =>
    Object.values(root?.getFields() ?? {}).map((field) => {
      const variables: Record<string, unknown> = {}
      for (const argument of field.args) {
        const value = fill(argument, null, id, 0)
        if (value !== undefined) variables[argument.name] = value
      }
      const used = field.args.filter(({ name }) => name in variables)
      const header = used.map((argument) => `$${argument.name}: ${argument.type}`).join(', ')
      const call = used.map(({ name }) => `${name}: $${name}`).join(', ')
      const [declared, given] = used.length > 0 ? [` (${header})`, `(${call})`] : ['', '']
      const document = `${keyword}${declared} { ${field.name}${given}${selectionOf(field.type, 0)} }`
      return { coordinate: `${root?.name}.${field.name}`, document, variables }
    }),
  )
}

function operationsOf(keyword: string, parent: string, field: GraphQLField<unknown, unknown>): IdOperation[] {
  const places = field.args.flatMap((argument) => idPlaces(argument.type, [argument.name], 0))
  if (places.length === 0) return []
  const header = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ')
  const call = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ')
  const document = `${keyword} (${header}) { ${field.name}(${call})${selectionOf(field.type, 0)} }`
  return places.map((path) => ({
    place: `${parent}.${field.name}(${path.join('.')})`,
    document,
    variables: (id) => {
      const variables: Record<string, unknown> = {}
      for (const argument of field.args) {
        const value = fill(argument, path[0] === argument.name ? path.slice(1) : null, id, 0)
        if (value !== undefined) variables[argument.name] = value
      }
      return variables
    },
  }))
}

const maxDepth = 2

function idPlaces(type: GraphQLInputType, path: readonly string[], depth: number): string[][] {
  const named = getNamedType(type)
  if (isScalarType(named)) return named.name === 'ID' ? [[...path]] : []
  if (!isInputObjectType(named) || depth > maxDepth) return []
  return Object.values(named.getFields())
    .filter((field) => !['and', 'or', 'not'].includes(field.name))
    .flatMap((field) => idPlaces(field.type, [...path, field.name], depth + 1))
}

/** A value for an argument or input field: the id on the path, something sound where it is required, else nothing. */
function fill(
  element: GraphQLArgument | GraphQLInputField,
  path: readonly string[] | null,
  id: string,
  depth: number,
): unknown {
  const required = isNonNullType(element.type) && element.defaultValue === undefined
  if (path === null && !required) return undefined
  const nullable = isNonNullType(element.type) ? element.type.ofType : element.type
  const value = fillNamed(getNamedType(element.type), element.name, path, id, depth)
  return isListType(nullable) ? [value] : value
}

function fillNamed(
  type: GraphQLNamedInputType,
  name: string,
  path: readonly string[] | null,
  id: string,
  depth: number,
): unknown {
  if (isInputObjectType(type)) {
    const filled: Record<string, unknown> = {}
    for (const field of Object.values(type.getFields())) {
      const onPath = path?.[0] === field.name
      const value = fill(field, onPath ? path.slice(1) : null, id, depth + 1)
      if (value !== undefined) filled[field.name] = value
    }
    return filled
  }
  if (isEnumType(type)) return type.getValues()[0]?.name
  const sample = samples[type.name]
  if (sample === undefined)
    throw new Error(`"${name}" has the type ${type.name}: say what a sound value looks like.`)
  // Every required id gets the same one: whichever is looked up first must already find nothing.
  return type.name === 'ID' ? id : sample
}

const samples: Readonly<Record<string, unknown>> = {
  ID: '',
  String: 'text',
  Int: 1,
  Boolean: false,
  Float: 1,
  Long: '1',
  Decimal: '1',
  JSON: {},
  DateTime: '2026-11-23T07:00:00.000Z',
  LocalDate: '2026-11-23',
  LocalTime: '09:00',
}

/** All plain fields of the answer, two levels down, so that a leak has somewhere to show. */
export function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return isScalarType(named) || isEnumType(named) ? '' : ' { __typename }'
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((argument) => isNonNullType(argument.type))) return []
    const inner = getNamedType(field.type)
    if (!isObjectType(inner)) return isScalarType(inner) || isEnumType(inner) ? [field.name] : []
    return depth < maxDepth && field.args.length === 0
      ? [`${field.name}${selectionOf(field.type, depth + 1)}`]
      : []
  })
  return ` { ${fields.length > 0 ? fields.join(' ') : '__typename'} }`
}
