import type { GraphQLFieldResolver } from 'graphql'
import { Field, ObjectType } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import { encodeId } from '../ids.ts'
import type { PageArguments, Row } from '../read/reader.ts'
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
      const nullable = attribute.optional || !everyoneSees(target)
      Field(() => target.class, { nullable, description })(prototype, attribute.name)
      resolvers.set(attribute.name, (row, _args, context) => {
        const id = row[attribute.name] as string | null
        return id === null ? null : context.read.byId(target, id)
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
    Field(() => connection, { description: inverse.record.pluralTitle.en })(prototype, inverse.name)
    listArguments(inverse.record.class, prototype, inverse.name)
    resolvers.set(inverse.name, inverseResolver(inverse))
  }
  return resolvers
}

function inverseResolver(inverse: Inverse): RecordFieldResolver {
  return async (row, args, context) =>
    connectionFrom(await context.read.pageWithin(inverse, row.id, args as PageArguments))
}

/** A reference may be non-null only where no role can be kept from its target. */
function everyoneSees(target: RecordMeta): boolean {
  return Object.values(target.access.see).every((reach) => reach === 'all')
}
