import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql'
import type { RequestContext } from '../context.ts'
import { mayRead } from '../read/columns.ts'
import { Lookup } from '../read/lookup.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { Relations } from '../record/relations.ts'
import { type CodeFields, healthBehind } from './code-fields.ts'

type Resolve = GraphQLFieldResolver<unknown, RequestContext>

/** An object of a compiled answer: `@` names its type, its members are what was selected, by response key. */
interface PlannedObject {
  readonly '@': string
  /** The row itself, when code fields are selected of it. */
  readonly '@row'?: object
  readonly [key: string]: unknown
}

function isPlanned(source: unknown): source is PlannedObject {
  return typeof source === 'object' && source !== null && '@' in source
}

/**
 * Lets graphql-js read compiled answers: fields of records, and of the types around them, take what was selected from
 * the answer when they are given one. Fields of all other types may answer with a lookup of records.
 */
export function answerPlanned(schema: GraphQLSchema, relations: Relations, codeFields: CodeFields): void {
  const around = new Set(['PageInfo', 'TranslatedText'])
  for (const meta of relations.records) {
    for (const suffix of ['', 'Connection', 'Edge']) around.add(`${meta.name}${suffix}`)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const meta = relations.byName.get(type.name)
    if (meta) noteHealth(type, meta, codeFields)
    if (around.has(type.name)) readPlanned(type, codeFields)
    readLookups(type, relations)
  }
}

/** Plain rows and entities tell here that health data of them is answered; compiled answers are marked instead. */
function noteHealth(type: GraphQLObjectType, meta: RecordMeta, codeFields: CodeFields): void {
  for (const field of Object.values(type.getFields())) {
    const attributes = healthBehind(meta, field.name, codeFields)
    if (attributes.length === 0) continue
    const resolve = (field.resolve ?? defaultFieldResolver) as Resolve
    const noting: Resolve = (source, args, context, info) => {
      const { principal } = context
      const isShown = principal && attributes.some((attribute) => mayRead(attribute, principal))
      if (isShown && !isPlanned(source)) context.seenHealth.add(meta, (source as { readonly id: string }).id)
      return resolve(source, args, context, info)
    }
    field.resolve = noting as never
  }
}

function readPlanned(type: GraphQLObjectType, codeFields: CodeFields): void {
  for (const field of Object.values(type.getFields())) {
    const resolve = (field.resolve ?? defaultFieldResolver) as Resolve
    const planned: Resolve = codeFields.has(`${type.name}.${field.name}`)
      ? (source, args, context, info) =>
          resolve(isPlanned(source) ? source['@row'] : source, args, context, info)
      : (source, args, context, info) =>
          isPlanned(source) ? source[info.path.key] : resolve(source, args, context, info)
    field.resolve = planned as never
  }
}

function readLookups(type: GraphQLObjectType, { byName }: Relations): void {
  for (const field of Object.values(type.getFields())) {
    const { name } = getNamedType(field.type)
    const leadsToRecords = name === 'Node' || byName.has(name) || byName.has(name.replace(/Connection$/, ''))
    if (!leadsToRecords || field.subscribe) continue
    const resolve = (field.resolve ?? defaultFieldResolver) as Resolve
    const looking: Resolve = (source, args, context, info) => {
      const value = resolve(source, args, context, info)
      const answer = (one: unknown): unknown => {
        if (Array.isArray(one)) return one.map(answer)
        return one instanceof Lookup ? context.read.answer(one, info) : one
      }
      return value instanceof Promise ? value.then(answer) : answer(value)
    }
    field.resolve = looking as never
  }
}
