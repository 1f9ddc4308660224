import type { GraphQLFieldResolver } from 'graphql'
import { Arg, ID, Mutation, Query, Resolver } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { decodeId } from '../ids.ts'
import type { PageArguments } from '../read/list.ts'
import { Lookup } from '../read/lookup.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { archiveRecord, createRecord, updateRecord } from '../write/crud.ts'
import { connectionOf } from './connection.ts'
import { namedClass } from './generated.ts'
import { listArguments } from './list-inputs.ts'
import { createInputOf, payloadOf, updateInputOf, versionedInput } from './write-inputs.ts'

export type RootResolver = GraphQLFieldResolver<unknown, RequestContext>

export interface RootField {
  readonly parent: 'Query' | 'Mutation'
  readonly name: string
  readonly verb: 'see' | 'act'
  readonly resolve: RootResolver
}

type Input = {
  readonly input: { readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>
}

/**
 * The queries and mutations that follow from a record's declaration, as a resolver class for type-graphql. What they
 * do is attached to the built schema.
 */
export function deriveRootFields(meta: RecordMeta): { resolver: new () => object; fields: RootField[] } {
  const resolver = namedClass(`${meta.name}Fields`)
  const { prototype } = resolver
  const fields: RootField[] = []
  const article = /^[AEIOU]/.test(meta.title.en) ? 'An' : 'A'
  const declare = (field: RootField) => {
    Object.defineProperty(prototype, field.name, { value: () => null, configurable: true })
    fields.push(field)
  }

  declare({
    parent: 'Query',
    name: meta.singular,
    verb: 'see',
    resolve: (_root, args) => {
      const decoded = decodeId(args.id as string)
      return decoded?.prefix === meta.prefix ? Lookup.record(meta.class, decoded.uuid) : null
    },
  })
  Query(() => meta.class, {
    nullable: true,
    description: `${article} ${meta.title.en.toLowerCase()} by its id.`,
  })(prototype, meta.singular, method(prototype, meta.singular))
  Arg('id', () => ID)(prototype, meta.singular, 0)

  declare({
    parent: 'Query',
    name: meta.plural,
    verb: 'see',
    resolve: (_root, args) => Lookup.page(meta.class, args as PageArguments),
  })
  const connection = connectionOf(meta.class)
  Query(() => connection, { description: meta.pluralTitle.en })(
    prototype,
    meta.plural,
    method(prototype, meta.plural),
  )
  listArguments(meta.class, prototype, meta.plural)

  const mutations = {
    create: {
      input: () => createInputOf(meta.class),
      resolve: ((_root, args, context) => createRecord(context, meta, (args as Input).input)) as RootResolver,
    },
    update: {
      input: () => updateInputOf(meta.class),
      resolve: ((_root, args, context) => updateRecord(context, meta, (args as Input).input)) as RootResolver,
    },
    archive: {
      input: () => versionedInput(`Archive${meta.name}Input`),
      resolve: ((_root, args, context) =>
        archiveRecord(context, meta, (args as Input).input)) as RootResolver,
    },
  }
  for (const kind of meta.crud) {
    const name = `${kind}${meta.name}`
    const payloadName = `${name[0]?.toUpperCase()}${name.slice(1)}Payload`
    const payload = payloadOf(meta.class, payloadName)
    const input = mutations[kind].input()
    declare({ parent: 'Mutation', name, verb: 'act', resolve: mutations[kind].resolve })
    Mutation(() => payload)(prototype, name, method(prototype, name))
    Arg('input', () => input as never)(prototype, name, 0)
  }
  Resolver()(resolver)
  return { resolver, fields }
}

function method(prototype: object, name: string): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor
}
