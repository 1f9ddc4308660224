import { READING_LIMITS, type ReadingLimits } from './limits.ts'
import { ImportFileError } from './problem.ts'

export type Delimiter = ';' | ',' | '\t'

/** One row of a file. `line` is the physical line on which it starts, counted from 1 as editors do. */
export interface Row {
  line: number
  cells: string[]
}

type Place = 'CELL_START' | 'PLAIN' | 'QUOTED' | 'AFTER_QUOTE' | 'CLOSED'

/**
 * Splits text into rows as RFC 4180 says, fed in pieces of any size. Rows end at CRLF, LF or CR, mixed as
 * they come; inside quotes all three stay part of the cell. A quotation mark inside a cell that does not
 * start with one is a character like any other (`12" jant`). Blank lines give no row.
 *
 * Written here because csv-parse counts a CRLF inside quotes as two lines, so that every later line number
 * in a report would be wrong; tests compare the cells of both.
 */
export class RowSplitter {
  private place: Place = 'CELL_START'
  private cell = ''
  private cells: string[] = []
  private line = 1
  private rowLine = 1
  private quoteLine = 1
  private rowLength = 0
  private afterCarriageReturn = false

  constructor(
    private readonly delimiter: Delimiter,
    private readonly limits: Readonly<ReadingLimits> = READING_LIMITS,
  ) {}

  /** Rows that end within this piece. @throws ImportFileError BROKEN_QUOTES, TOO_WIDE, ROW_TOO_LONG */
  push(text: string): Row[] {
    const rows: Row[] = []
    const { delimiter } = this
    let at = 0
    while (at < text.length) {
      if (this.place === 'QUOTED') {
        at = this.takeQuoted(text, at)
        continue
      }
      const character = text[at] as string
      if (character === '\n' && this.afterCarriageReturn) {
        this.afterCarriageReturn = false
        at++
        continue
      }
      this.afterCarriageReturn = false
      if (character === delimiter) {
        this.endCell()
        at++
      } else if (character === '\n' || character === '\r') {
        this.afterCarriageReturn = character === '\r'
        this.endRow(rows)
        at++
      } else if (character === '"' && this.place === 'CELL_START') {
        this.place = 'QUOTED'
        this.quoteLine = this.line
        at++
      } else if (this.place === 'AFTER_QUOTE' || this.place === 'CLOSED') {
        at = this.takeAfterQuote(character, at)
      } else {
        at = this.takePlain(text, at)
      }
    }
    return rows
  }

  /** The last row, where the file does not end with a line break. @throws ImportFileError BROKEN_QUOTES */
  end(): Row[] {
    if (this.place === 'QUOTED') throw new ImportFileError('BROKEN_QUOTES', { line: this.quoteLine })
    const rows: Row[] = []
    if (this.place !== 'CELL_START' || this.cells.length > 0) this.endRow(rows)
    return rows
  }

  private takePlain(text: string, from: number): number {
    let to = from
    while (to < text.length) {
      const character = text[to]
      if (character === this.delimiter || character === '\n' || character === '\r') break
      to++
    }
    this.place = 'PLAIN'
    this.append(text.slice(from, to))
    return to
  }

  private takeQuoted(text: string, from: number): number {
    // A CRLF may be cut by the end of a piece, so its LF must not count as a second line.
    if (this.afterCarriageReturn && text[from] === '\n') this.line--
    this.afterCarriageReturn = false
    const found = text.indexOf('"', from)
    const to = found < 0 ? text.length : found
    const part = text.slice(from, to)
    this.line += lineBreaks(part)
    this.append(part)
    if (found < 0) {
      this.afterCarriageReturn = part.endsWith('\r')
      return to
    }
    this.place = 'AFTER_QUOTE'
    return to + 1
  }

  private takeAfterQuote(character: string, at: number): number {
    if (character === '"' && this.place === 'AFTER_QUOTE') {
      this.append('"')
      this.place = 'QUOTED'
    } else if (character === ' ') {
      this.place = 'CLOSED'
    } else {
      throw new ImportFileError('BROKEN_QUOTES', { line: this.quoteLine })
    }
    return at + 1
  }

  private append(part: string): void {
    this.rowLength += part.length
    if (this.rowLength > this.limits.rowCharacters)
      throw new ImportFileError('ROW_TOO_LONG', { line: this.rowLine, limit: this.limits.rowCharacters })
    this.cell = this.cell === '' ? part : this.cell + part
  }

  private endCell(): void {
    this.cells.push(this.cell)
    if (this.cells.length >= this.limits.columns)
      throw new ImportFileError('TOO_WIDE', { line: this.rowLine, limit: this.limits.columns })
    this.cell = ''
    this.place = 'CELL_START'
  }

  private endRow(rows: Row[]): void {
    this.cells.push(this.cell)
    // A row of empty cells is what spreadsheets leave under the last record.
    if (this.cells.some((cell) => cell.trim() !== '')) rows.push({ line: this.rowLine, cells: this.cells })
    this.cells = []
    this.cell = ''
    this.place = 'CELL_START'
    this.rowLength = 0
    this.line++
    this.rowLine = this.line
  }
}

/**
 * All rows of a text, the heading row included, one at a time; holds no more than the rows of one piece.
 * A first line `sep=;`, which Excel reads as a hint, gives no row.
 *
 * @throws ImportFileError BROKEN_QUOTES, TOO_WIDE, ROW_TOO_LONG, TOO_MANY_ROWS
 */
export async function* readRows(
  text: AsyncIterable<string> | Iterable<string>,
  delimiter: Delimiter,
  limits: Readonly<ReadingLimits> = READING_LIMITS,
): AsyncGenerator<Row> {
  const splitter = new RowSplitter(delimiter, limits)
  let count = 0
  const accept = (rows: Row[]) =>
    rows.filter((row) => {
      if (row.line === 1 && delimiterHint(row.cells.join(delimiter))) return false
      count++
      if (count > limits.rows + 1) throw new ImportFileError('TOO_MANY_ROWS', { limit: limits.rows })
      return true
    })
  for await (const piece of text) yield* accept(splitter.push(piece))
  yield* accept(splitter.end())
}

/** The delimiter that a first line such as `sep=;` names, or null where the line is no such hint. */
export function delimiterHint(line: string): Delimiter | null {
  const hint = /^\s*sep=([;,\t])\s*$/i.exec(line)
  return (hint?.[1] as Delimiter | undefined) ?? null
}

/** Groups anything into arrays of `size`, the last one shorter: an import commits once per group. */
export async function* inBatches<T>(
  items: AsyncIterable<T> | Iterable<T>,
  size: number,
): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function lineBreaks(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 13) {
      count++
      if (text.charCodeAt(at + 1) === 10) at++
    } else if (code === 10) count++
  }
  return count
}
