import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { RecentlyUsed } from '../../schema/index.ts'

/** An operation that was parsed and validated before; over HTTP, a query that one statement answered. */
export interface RepeatedQuery {
  readonly source: string
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

const maxQueries = 1_000
/** Longer texts are rare, and would keep much memory. */
const maxLength = 16_384

/** What was asked of one schema before, of that what was asked last. */
export class RepeatedQueries {
  readonly #known = new RecentlyUsed<RepeatedQuery>(maxQueries)

  /** What a request asks for, if it was asked before in the same words. */
  find(source: string, operationName: unknown): RepeatedQuery | null {
    return this.#known.get(keyOf(source, operationName)) ?? null
  }

  keep(query: RepeatedQuery, operationName: unknown): void {
    const key = keyOf(query.source, operationName)
    if (key.length <= maxLength && !this.#known.has(key)) this.#known.set(key, query)
  }
}

/** No name has a line end in it. */
function keyOf(source: string, operationName: unknown): string {
  return typeof operationName === 'string' ? `${operationName}\n${source}` : `\n${source}`
}
