import type { AnyVariables, TypedDocumentNode } from '@urql/core'

/** A document as text with the shapes of its answer and its variables. */
export type Document<Data, Variables extends AnyVariables = AnyVariables> =
  | TypedDocumentNode<Data, Variables>
  | string

/** Marks a document's text with the types of its answer and variables; it changes nothing at run time. */
export function document<Data, Variables extends AnyVariables = Record<string, never>>(text: string) {
  return text as unknown as TypedDocumentNode<Data, Variables>
}

/** A document for each of several verbs that differ in their name alone. */
export function documentPerVerb<Verb extends string, Made>(
  verbs: readonly Verb[],
  write: (verb: Verb) => Made,
): Readonly<Record<Verb, Made>> {
  return Object.fromEntries(verbs.map((verb) => [verb, write(verb)])) as Record<Verb, Made>
}
