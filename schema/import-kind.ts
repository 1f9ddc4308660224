import type { RecordClass } from './record/record-meta.ts'
import type { Words } from './words.ts'

/** One attribute that a file may fill. A reference is filled with the number that the other record had in its file. */
export interface RecordImportField {
  /** The attribute's name. */
  readonly name: string
  readonly label: Words
  /** Headings under which exports give it, in Turkish and English; compared folded, the best first. */
  readonly headers: readonly string[]
  /** One of the cell parsers of the imports module, e.g. `textCell({ maxLength: 16 })`. */
  readonly parse: (text: string, context: never) => unknown
  /** A row without this value is refused, and a file without this column cannot be imported. */
  readonly required?: boolean
  /** What an unreadable value does: refuse the row, or drop only the value and say so in the report. */
  readonly onProblem: 'refuse' | 'drop'
}

/**
 * A kind of file whose rows become rows of a record. A blueprint declares its own records this way and needs no code:
 * reading, preview, matching, merging, report and undo are the imports module's. Values are checked as the record's
 * attributes say; `prepare` of the record is not called.
 */
export interface RecordImportKind {
  /** Unique among what a tenant can import, e.g. `boats`. */
  readonly key: string
  readonly title: Words
  readonly record: () => RecordClass
  readonly fields: readonly RecordImportField[]
  /** Attributes that tell whether a row is there already, the surest first: `['vin', 'plate']`. */
  readonly matchBy: readonly string[]
  /** Attributes of which a merge keeps the higher value, e.g. an odometer; all others only fill blanks. */
  readonly keepsHigher?: readonly string[]
}
