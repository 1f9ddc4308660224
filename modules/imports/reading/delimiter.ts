import { READING_LIMITS } from './limits.ts'
import { ImportFileError } from './problem.ts'
import { type Delimiter, type Row, RowSplitter } from './rows.ts'

const DELIMITERS: readonly Delimiter[] = [';', ',', '\t']

/** How much of the start of a file `detectDelimiter` wants to see, in characters. */
export const DELIMITER_SAMPLE_CHARACTERS = 64 * 1024

/**
 * Finds the delimiter from the start of a file. Each candidate splits the sample with the real splitter, so
 * delimiters and line breaks inside quotes do not count; the one whose rows most often are as wide as the
 * heading row wins, and among equals the one with more columns. `1.250,00` in every row does not make a
 * semicolon file look like a comma file, because its heading row has no comma. A `sep=;` line decides alone,
 * because only its own delimiter splits it.
 *
 * @param sample the first characters of the file; its last row may be cut
 * @returns the delimiter; `;` for a file of one column, as Turkish Excel would write it
 */
export function detectDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 }
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(rowsOf(sample, delimiter))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function scoreOf(rows: Row[]): number {
  const [heading, ...others] = rows
  if (!heading || heading.cells.length < 2) return 0
  const even = others.filter((row) => row.cells.length === heading.cells.length).length
  const share = others.length === 0 ? 1 : even / others.length
  return share * 1000 + heading.cells.length
}

function rowsOf(sample: string, delimiter: Delimiter): Row[] {
  const splitter = new RowSplitter(delimiter, {
    ...READING_LIMITS,
    rowCharacters: DELIMITER_SAMPLE_CHARACTERS,
  })
  try {
    const rows = splitter.push(sample)
    if (rows.length > 0) return rows
    return splitter.end()
  } catch (error) {
    if (error instanceof ImportFileError) return []
    throw error
  }
}
