import type { GraphQLFieldResolver } from 'graphql'
import { Field, ObjectType } from 'type-graphql'
import { refuseSwitchedOff } from '../access.ts'
import type { RequestContext } from '../context.ts'
import { encodeId } from '../ids.ts'
import type { PageArguments } from '../read/list.ts'
import type { Row } from '../read/reader.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { Inverse, Relations } from '../record/relations.ts'
import { connectionFrom, connectionOf } from './connection.ts'
import { graphqlType } from './graphql-type.ts'
import { listArguments } from './list-inputs.ts'
import { Node } from './shared-types.ts'

export type RecordFieldResolver = GraphQLFieldResolver<Row, RequestContext>

/**
 * Makes a record's object type and says how its fields are read. Resolvers are attached to the built schema, so that
 * plain values cost nothing.
 */
export function deriveObjectType(meta: RecordMeta, relations: Relations): Map<string, RecordFieldResolver> {
  const prototype = meta.class.prototype
  const resolvers = new Map<string, RecordFieldResolver>()
  ObjectType(meta.name, {
    description: meta.description ?? meta.title.en,
    implements: Node,
    simpleResolvers: true,
  })(meta.class)
  resolvers.set('id', (row) => encodeId(meta.prefix, row.id))
  for (const attribute of meta.attributes.values()) {
    if (attribute.name === 'id' || attribute.privacy === 'secret') continue
    const description = attribute.description ?? attribute.label.en
    if (attribute.reference) {
      const target = recordMeta(attribute.reference.target())
      const nullable = attribute.optional || mayBeHidden(target, meta)
      Field(() => target.class, { nullable, description })(prototype, attribute.name)
      resolvers.set(attribute.name, (row, _args, context) => {
        const id = row[attribute.name] as string | null
        if (id === null) return null
        refuseSwitchedOff(target.module, context.read.principal)
        return context.read.byId(target, id)
      })
    } else {
      const nullable = attribute.optional || attribute.visibleTo !== undefined
      const type = graphqlType(attribute, 'output') as never
      Field(() => type, { nullable, description })(prototype, attribute.name)
    }
  }
  for (const inverse of relations.inverses(meta)) {
    if (inverse.record.internal) continue
    const connection = connectionOf(inverse.record.class)
    const nullable = leadsElsewhere(inverse.record, meta)
    Field(() => connection, { nullable, description: inverse.record.pluralTitle.en })(prototype, inverse.name)
    listArguments(inverse.record.class, prototype, inverse.name)
    resolvers.set(inverse.name, inverseResolver(inverse))
  }
  return resolvers
}

function inverseResolver(inverse: Inverse): RecordFieldResolver {
  return async (row, args, context) => {
    refuseSwitchedOff(inverse.record.module, context.read.principal)
    return connectionFrom(await context.read.pageWithin(inverse, row.id, args as PageArguments))
  }
}

/** A reference may be non-null only where nobody who sees the one end can be kept from the other. */
function mayBeHidden(target: RecordMeta, from: RecordMeta): boolean {
  const everyoneSees = Object.values(target.access.see).every((reach) => reach === 'all')
  return !everyoneSees || target.divided || leadsElsewhere(target, from)
}

/** Into another module, which can be switched off, or closed to a role, while this one is open. */
function leadsElsewhere(target: RecordMeta, from: RecordMeta): boolean {
  return target.switchable && target.module !== from.module
}
