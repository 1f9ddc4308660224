import type { DocumentNode, OperationDefinitionNode } from 'graphql'

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
  readonly #known = new Map<string, RepeatedQuery>()

  /** What a request asks for, if it was asked before in the same words. */
  find(source: string, operationName: unknown): RepeatedQuery | null {
    const key = keyOf(source, operationName)
    const found = this.#known.get(key)
    if (!found) return null
    this.#known.delete(key)
    this.#known.set(key, found)
    return found
  }

  keep(query: RepeatedQuery, operationName: unknown): void {
    const key = keyOf(query.source, operationName)
    if (key.length > maxLength || this.#known.has(key)) return
    this.#known.set(key, query)
    if (this.#known.size > maxQueries) this.#known.delete(this.#known.keys().next().value as string)
  }
}

/** No name has a line end in it. */
function keyOf(source: string, operationName: unknown): string {
  return typeof operationName === 'string' ? `${operationName}\n${source}` : `\n${source}`
}
