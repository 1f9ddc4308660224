import { Field, Int, ObjectType } from 'type-graphql'
import { Costs } from '../costs.ts'
import type { Page, Row } from '../read/reader.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass } from '../record/record-meta.ts'
import { generated, namedClass } from './generated.ts'
import { PageInfo } from './shared-types.ts'

/** Counting looks at every row that a page could have come from. */
export const totalCountPoints = 10

/** The Relay connection of a record, for resolvers that return pages of it. */
export function connectionOf(record: RecordClass): new () => object {
  const { name, pluralTitle } = recordMeta(record)
  return generated(`${name}Connection`, () => {
    const edge = namedClass(`${name}Edge`)
    ObjectType(`${name}Edge`, { simpleResolvers: true })(edge)
    Field(() => String)(edge.prototype, 'cursor')
    Field(() => record)(edge.prototype, 'node')

    const connection = namedClass(`${name}Connection`)
    ObjectType(`${name}Connection`, {
      simpleResolvers: true,
      description: `A page of ${pluralTitle.en.toLowerCase()}.`,
    })(connection)
    Field(() => [edge])(connection.prototype, 'edges')
    Field(() => [record], { description: 'The nodes of the edges, for those who need no cursors.' })(
      connection.prototype,
      'nodes',
    )
    Field(() => PageInfo)(connection.prototype, 'pageInfo')
    Field(() => Int, { description: 'Counted only when asked for.' })(connection.prototype, 'totalCount')
    Costs({ points: totalCountPoints })(connection.prototype, 'totalCount')
    return connection
  })
}

/** A page in the shape of its connection; functions are called only for what the operation selects. */
export function connectionFrom(page: Page): object {
  const cursorOf = (row: Row | undefined) => (row ? page.cursor(row) : null)
  return {
    nodes: () => page.shown(),
    edges: () => page.shown().map((row) => ({ node: row, cursor: () => page.cursor(row) })),
    pageInfo: () => ({
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: () => cursorOf(page.rows[0]),
      endCursor: () => cursorOf(page.rows.at(-1)),
    }),
    totalCount: () => page.totalCount(),
  }
}
