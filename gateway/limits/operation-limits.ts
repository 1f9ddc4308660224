/** How large one document may be, over HTTP and over WebSocket alike. docs/guides/limits.md tells partners. */
export const operationLimits = {
  /** Words and signs; what a parser pays for. */
  tokens: 2_000,
  /** Letters of one name, digits of one number. Texts may be as long as the body. */
  letters: 256,
  /** Levels of fields below the operation, fragments expanded; introspection asks for 13. */
  depth: 15,
  /** Brackets within brackets, of fields and values; whatever reads them calls itself for each. */
  nesting: 60,
  /** Fields of the queries, mutations or subscriptions themselves. */
  rootFields: 20,
  /** Fields that are given another name. */
  aliases: 30,
  directives: 20,
  fragments: 60,
  /** Fields and fragments in all, every fragment counted wherever it is spread. */
  selections: 5_000,
  /** Pairs of fields with one name at one place of the answer. */
  repeats: 2_000,
  /** Rows of one list, and ids asked for at once. */
  rows: 100,
  /** Mistakes that are told at once; nobody looks for more of them. */
  errors: 10,
} as const

export const parseOptions = { maxTokens: operationLimits.tokens }

export const executionOptions = { maxCoercionErrors: operationLimits.errors }

/** @param hidesSchema for those who may not look around in it: names that are like theirs are not searched for. */
export function validationOptions(hidesSchema: boolean): { maxErrors: number; hideSuggestions: boolean } {
  return { maxErrors: operationLimits.errors, hideSuggestions: hidesSchema }
}
