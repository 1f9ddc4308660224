import type { CellProblem, Sentence } from './problem.ts'

/** What a cell parser may depend on besides the text of the cell. */
export interface ReadingContext {
  /** IANA zone of the business; dates in a file are its wall-clock times. */
  timeZone: string
  /** ISO 3166 country whose numbers are written without a country code. */
  country: string
  /** ISO 4217 currency of the business; amounts in another one are refused. */
  currency: string
  /** The instant of the import, from the injected clock. */
  now: Date
  /** Whole weeks added to every instant and every moving date; 0 outside the demo. */
  shiftWeeks?: number
  /** `1.250` is refused as ambiguous unless the person says which mark starts the minor units. */
  decimalMark?: ',' | '.'
  /** `03/04/2026` is 3 April unless the person says that the month stands first. */
  dateOrder?: 'DAY_FIRST' | 'MONTH_FIRST'
}

/** What a cell says. A blank cell is `ok` with the value null. */
export type CellReading<T> = { ok: true; value: T | null } | { ok: false; problem: CellProblem }

/** Reads the text of one cell; never throws for what the text holds. */
export type CellParser<T> = (text: string, context: ReadingContext) => CellReading<T>

/** One thing that a row of a kind may say. */
export interface ImportField {
  /** Attribute-like name, unique within the kind: `birthday`, `customerRef`. */
  name: string
  label: Sentence
  /** Headings under which exports give it, in Turkish and English; compared folded, the best first. */
  headers: readonly string[]
  parse: CellParser<unknown>
  /** A row without this value is refused, and a file without this column cannot be imported. */
  required?: boolean
  /**
   * What an unreadable value does: `refuse` the row, or `drop` only the value and say so in the report.
   * Drop what a person can add later (an e-mail address), refuse what would falsify the books (an amount).
   */
  onProblem: 'refuse' | 'drop'
}

/**
 * A kind of file that can be imported, as data. Core declares customers and appointments; a blueprint adds
 * its own in the same form.
 */
export interface ImportKind {
  key: string
  title: Sentence
  fields: readonly ImportField[]
  /** Groups of field names of which a row must fill at least one: `[['givenName', 'familyName']]`. */
  oneOf?: ReadonlyArray<readonly string[]>
}

export const blank: CellReading<never> = { ok: true, value: null }

/** A cell that was read. */
export function read<T>(value: T): CellReading<T> {
  return { ok: true, value }
}

/** A cell that could not be read. */
export function unread(problem: CellProblem): CellReading<never> {
  return { ok: false, problem }
}

/**
 * Checks a kind when it is declared, so that a blueprint's mistake stops the boot and not an import.
 *
 * @throws Error naming the kind, the field and what is wrong
 */
export function defineImportKind(kind: ImportKind): ImportKind {
  const names = new Set<string>()
  for (const field of kind.fields) {
    const where = `Import kind "${kind.key}", field "${field.name}"`
    if (names.has(field.name)) throw new Error(`${where} is declared twice.`)
    if (field.headers.length === 0) throw new Error(`${where} has no headers, so no file could ever fill it.`)
    if (field.required && field.onProblem !== 'refuse')
      throw new Error(`${where} is required, so an unreadable value must refuse the row.`)
    names.add(field.name)
  }
  for (const name of kind.oneOf?.flat() ?? []) {
    if (!names.has(name))
      throw new Error(`Import kind "${kind.key}" asks for "${name}", which it does not declare.`)
  }
  return Object.freeze({ ...kind })
}
