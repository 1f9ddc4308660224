import type { RecordClass } from './record/record-meta.ts'

/**
 * How what is typed is held against an attribute. `words`: names and titles, folded, at the start of any word.
 * `code`: plates and numbers, without spaces and dashes. `digits`: telephone numbers by any three or more of their
 * last digits. `address`: e-mail addresses. `time`: a wall-clock time, `14:30`.
 */
export type SearchMatch = 'words' | 'code' | 'digits' | 'address' | 'time'

export interface SearchKey {
  /** An attribute, or one behind a reference: `customer.name`. */
  readonly by: string
  readonly as: SearchMatch
  /** Column of the table that already holds the folded text of `words`. */
  readonly folded?: string
}

/** Declares that a record is found by the global search, by what, and what a result shows. */
export interface SearchDeclaration {
  readonly record: () => RecordClass
  /** The most telling first. */
  readonly keys: readonly SearchKey[]
  /** Attribute that a result is called by; may stand behind a reference. */
  readonly title: string
  /** Attributes below it, in order; empty ones are left out. */
  readonly subtitle?: readonly string[]
  /** Where in the panel it leads; `{id}`, `{reference}` and `{instant:day}` are filled from the row. */
  readonly path: string
  /** Rows that are searched at all, as SQL over the row's alias and the placeholder of the present moment. */
  readonly among?: (row: string, now: string) => string
  /** Instant by which rows of equal rank are ordered. Default: `updatedAt`. */
  readonly recent?: string
  /** True where the nearest ahead comes first instead of the latest. */
  readonly soonestFirst?: boolean
}
