import type { ColumnMatch } from './headers.ts'
import type { ImportField, ImportKind, ReadingContext } from './kind.ts'
import { type CellProblem, cellProblem } from './problem.ts'
import type { Row } from './rows.ts'

/** A problem of one row, with the column and field where it has one and what it did to the row. */
export interface RowProblem extends CellProblem {
  /** Counted from 0; null where the problem is not in one cell. */
  column: number | null
  field: string | null
  effect: 'refused' | 'dropped'
}

/**
 * One row as its kind understands it. `values` holds every mapped field, null where blank or dropped; a
 * refused row has them too, for the report only.
 */
export interface ReadRow {
  line: number
  values: Record<string, unknown>
  problems: RowProblem[]
  refused: boolean
}

/** Prepared once per run: a function that reads every row of a file with the given columns. */
export function rowReader(
  kind: ImportKind,
  columns: readonly ColumnMatch[],
  context: ReadingContext,
): (row: Row) => ReadRow {
  const fields = new Map(kind.fields.map((field) => [field.name, field]))
  const mapped = columns.flatMap(({ column, field }) => {
    const declared = field === null ? undefined : fields.get(field)
    return declared ? [{ column, field: declared }] : []
  })
  return (row) => {
    const values: Record<string, unknown> = {}
    const problems: RowProblem[] = []
    const extra = row.cells.slice(columns.length).some((cell) => cell.trim() !== '')
    // A delimiter inside an unquoted cell moves all later cells: nothing in such a row can be trusted.
    if (extra) problems.push(unevenRow(row, columns.length))
    for (const { column, field } of mapped) readCell(row, column, field, context, values, problems)
    for (const group of kind.oneOf ?? []) {
      if (group.every((name) => (values[name] ?? null) === null))
        problems.push({
          ...cellProblem('REQUIRED'),
          column: null,
          field: group[0] ?? null,
          effect: 'refused',
        })
    }
    return { line: row.line, values, problems, refused: problems.some(({ effect }) => effect === 'refused') }
  }
}

function readCell(
  row: Row,
  column: number,
  field: ImportField,
  context: ReadingContext,
  values: Record<string, unknown>,
  problems: RowProblem[],
): void {
  const reading = field.parse(row.cells[column] ?? '', context)
  const where = { column, field: field.name }
  values[field.name] = reading.ok ? reading.value : null
  if (!reading.ok)
    problems.push({
      ...reading.problem,
      ...where,
      effect: field.onProblem === 'drop' ? 'dropped' : 'refused',
    })
  else if (reading.value === null && field.required)
    problems.push({ ...cellProblem('REQUIRED'), ...where, effect: 'refused' })
}

function unevenRow(row: Row, width: number): RowProblem {
  const problem = cellProblem('UNEVEN_ROW', { given: String(row.cells.length), expected: String(width) })
  return { ...problem, column: null, field: null, effect: 'refused' }
}
