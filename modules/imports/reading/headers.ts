import { fold } from './fold.ts'
import type { ImportField, ImportKind } from './kind.ts'

/** One column of a file and the field it fills; `column` counts from 0, `field` is null for a column left out. */
export interface ColumnMatch {
  column: number
  heading: string
  field: string | null
}

/** What a person corrects in the preview: the field of a column. */
export interface ColumnChoice {
  column: number
  field: string | null
}

export interface KindMatch {
  kind: ImportKind
  columns: ColumnMatch[]
  /** Required fields that no column fills. The file cannot be imported while one is left. */
  missing: string[]
}

/**
 * Gives every column the field whose headings name it. First whole headings count, then headings without
 * what stands in brackets and without trailing numbers (`Telefon 1`, `Süre (dk)`). A field is given once: to
 * the column that names it by its earliest heading, and among equals to the leftmost.
 */
export function matchHeaders(kind: ImportKind, headings: readonly string[]): ColumnMatch[] {
  const candidates = headings.flatMap((heading, column) =>
    kind.fields.flatMap((field) => {
      const rank = headingRank(field, heading)
      return rank === null ? [] : [{ column, field: field.name, rank }]
    }),
  )
  candidates.sort((a, b) => a.rank - b.rank || a.column - b.column)
  const byColumn = new Map<number, string>()
  const taken = new Set<string>()
  for (const { column, field } of candidates) {
    if (byColumn.has(column) || taken.has(field)) continue
    byColumn.set(column, field)
    taken.add(field)
  }
  return headings.map((heading, column) => ({ column, heading, field: byColumn.get(column) ?? null }))
}

/**
 * Applies a person's corrections over the detected columns. A field chosen for one column leaves the column
 * that had it, a column or field that does not exist is ignored.
 */
export function correctColumns(
  kind: ImportKind,
  detected: readonly ColumnMatch[],
  choices: readonly ColumnChoice[],
): ColumnMatch[] {
  const known = new Set(kind.fields.map((field) => field.name))
  const valid = choices.filter(({ field }) => field === null || known.has(field))
  const chosen = new Map(valid.map((choice) => [choice.column, choice.field]))
  const taken = new Set(valid.map((choice) => choice.field))
  return detected.map((match) => {
    const choice = chosen.get(match.column)
    if (choice !== undefined) return { ...match, field: choice }
    return match.field !== null && taken.has(match.field) ? { ...match, field: null } : match
  })
}

/** Required fields and one-of groups (`givenName/familyName`) that no column fills. */
export function missingFields(kind: ImportKind, columns: readonly ColumnMatch[]): string[] {
  const filled = new Set(columns.map((match) => match.field))
  const required = kind.fields.filter((field) => field.required && !filled.has(field.name))
  const groups = (kind.oneOf ?? []).filter((group) => !group.some((name) => filled.has(name)))
  return [...required.map((field) => field.name), ...groups.map((group) => group.join('/'))]
}

/**
 * The kind that the headings fit: nothing required is missing, and of those the one that knows the most
 * columns. Null where none fits or the first two are level; then a person chooses.
 */
export function detectKind(kinds: readonly ImportKind[], headings: readonly string[]): KindMatch | null {
  const matches = kinds
    .map((kind) => matchKind(kind, headings))
    .filter((match) => match.missing.length === 0)
    .map((match) => ({ match, known: match.columns.filter((column) => column.field !== null).length }))
    .sort((a, b) => b.known - a.known)
  const [first, second] = matches
  if (!first || first.known === second?.known) return null
  return first.match
}

/** One kind against the headings, whether or not it fits. */
export function matchKind(kind: ImportKind, headings: readonly string[]): KindMatch {
  const columns = matchHeaders(kind, headings)
  return { kind, columns, missing: missingFields(kind, columns) }
}

function headingRank(field: ImportField, heading: string): number | null {
  const names = field.headers.map(fold)
  const whole = names.indexOf(fold(heading))
  if (whole >= 0) return whole
  const bare = fold(heading.replace(/\([^)]*\)/g, ' ')).replace(/ \d+$/, '')
  const near = names.indexOf(bare)
  return near >= 0 ? 1000 + near : null
}
