/** How large one operation may be, over HTTP and over WebSocket alike. docs/guides/limits.md tells partners. */
export const operationLimits = {
  /** Words and signs of the document; what a parser pays for. */
  tokens: 4_000,
  /** Levels of fields below the operation, fragments expanded; introspection asks for 13. */
  depth: 15,
  /** Fields of the query, mutation or subscription itself. */
  rootFields: 30,
  /** Fields that are given another name. */
  aliases: 60,
  directives: 50,
  /** Fields in all, every fragment counted wherever it is spread. */
  selections: 5_000,
  /** Rows of one list, and ids asked for at once. */
  rows: 100,
} as const

export const parseOptions = { maxTokens: operationLimits.tokens }
