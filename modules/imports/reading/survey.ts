import { DELIMITER_SAMPLE_CHARACTERS, detectDelimiter } from './delimiter.ts'
import { type ByteSource, decodeText, detectEncoding, type FileEncoding } from './encoding.ts'
import {
  type ColumnChoice,
  type ColumnMatch,
  correctColumns,
  detectKind,
  type KindMatch,
  matchKind,
  missingFields,
} from './headers.ts'
import type { ImportKind } from './kind.ts'
import { READING_LIMITS, type ReadingLimits } from './limits.ts'
import { ImportFileError } from './problem.ts'
import { type Delimiter, type Row, readRows } from './rows.ts'

/** What a person set by hand; everything left out is detected. */
export interface SurveyChoices {
  encoding?: FileEncoding
  delimiter?: Delimiter
  kind?: string
  columns?: readonly ColumnChoice[]
}

/** All that a preview shows and a run needs to know about a file. */
export interface Survey {
  bytes: number
  encoding: FileEncoding
  /** Bytes that the encoding cannot decode; above 0 the person should look at the encoding. */
  damagedBytes: number
  delimiter: Delimiter
  heading: Row
  /** Null where the headings fit no kind, or fit two equally well. */
  kind: string | null
  columns: ColumnMatch[]
  missing: string[]
  sample: Row[]
  /** Data rows, blank ones not counted. */
  rows: number
}

/**
 * Reads a whole file once for its bytes and once for its rows, with bounded memory, and says what it is.
 * A run calls it before it writes anything, so that a quotation mark left open on the last line stops the
 * import and not its second half.
 *
 * @param open gives the file's bytes from the start, each time it is called
 * @throws ImportFileError any of the file problems
 */
export async function surveyFile(
  open: () => ByteSource,
  kinds: readonly ImportKind[],
  choices: SurveyChoices = {},
  options: { sampleRows?: number; limits?: Readonly<ReadingLimits> } = {},
): Promise<Survey> {
  const limits = options.limits ?? READING_LIMITS
  const found = await detectEncoding(open(), limits)
  const encoding = choices.encoding ?? found.encoding
  const delimiter = choices.delimiter ?? detectDelimiter(await startOf(decodeText(open(), encoding)))
  const sample: Row[] = []
  let heading: Row | null = null
  let rows = 0
  for await (const row of readRows(decodeText(open(), encoding), delimiter, limits)) {
    if (!heading) heading = { ...row, cells: row.cells.map((cell) => cell.trim()) }
    else if (rows++ < (options.sampleRows ?? 20)) sample.push(row)
  }
  if (!heading) throw new ImportFileError('EMPTY_FILE')
  if (rows === 0) throw new ImportFileError('NO_ROWS')
  const match = matchFor(kinds, heading, choices)
  return {
    bytes: found.bytes,
    encoding,
    damagedBytes: found.damagedBytes,
    delimiter,
    heading,
    kind: match?.kind.key ?? null,
    columns: match?.columns ?? heading.cells.map((cell, column) => ({ column, heading: cell, field: null })),
    missing: match?.missing ?? [],
    sample,
    rows,
  }
}

/** The data rows of a surveyed file, one at a time. */
export async function* dataRows(
  source: ByteSource,
  { encoding, delimiter }: Pick<Survey, 'encoding' | 'delimiter'>,
  limits: Readonly<ReadingLimits> = READING_LIMITS,
): AsyncGenerator<Row> {
  let first = true
  for await (const row of readRows(decodeText(source, encoding), delimiter, limits)) {
    if (!first) yield row
    first = false
  }
}

function matchFor(kinds: readonly ImportKind[], heading: Row, choices: SurveyChoices): KindMatch | null {
  const chosen = kinds.find((kind) => kind.key === choices.kind)
  const match = chosen ? matchKind(chosen, heading.cells) : detectKind(kinds, heading.cells)
  if (!match || !choices.columns) return match
  const columns = correctColumns(match.kind, match.columns, choices.columns)
  return { ...match, columns, missing: missingFields(match.kind, columns) }
}

async function startOf(text: AsyncIterable<string>): Promise<string> {
  let start = ''
  for await (const piece of text) {
    start += piece
    if (start.length >= DELIMITER_SAMPLE_CHARACTERS) break
  }
  return start
}
