import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Delimiter,
  delimiterHint,
  detectDelimiter,
  ImportFileError,
  inBatches,
  READING_LIMITS,
  type Row,
  readRows,
} from '../../../modules/imports/reading/index.ts'

async function rowsOf(
  text: string | string[],
  delimiter: Delimiter = ';',
  limits = READING_LIMITS,
): Promise<Row[]> {
  return Array.fromAsync(readRows(typeof text === 'string' ? [text] : text, delimiter, limits))
}

async function refusal(work: Promise<unknown>): Promise<ImportFileError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ImportFileError)
  return error as ImportFileError
}

describe('rows of a file', () => {
  it('numbers each row by the physical line it starts on, whatever the line breaks and quotes before it', async () => {
    const text = 'a;b\r\n1;"x\ny"\r\n\r\n2;z\n3;"p""q\r\nr\rs"\r\n;\r\nlast;1'
    expect(await rowsOf(text)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x\ny'] },
      { line: 5, cells: ['2', 'z'] },
      { line: 6, cells: ['3', 'p"q\r\nr\rs'] },
      { line: 10, cells: ['last', '1'] },
    ])
  })

  it('gives the same rows however the text is cut into pieces', async () => {
    const text = 'a;b\r\n1;"x\r\ny ""q"""\r\n"2" ;z\r3;\n'
    const whole = await rowsOf(text)
    for (let size = 1; size < 6; size++) {
      const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) as string[]
      expect(await rowsOf(pieces)).toEqual(whole)
    }
  })

  it('reads the same cells as csv-parse from any table, mixed line breaks and quotes inside cells included', async () => {
    const piece = fc.constantFrom('a', '"', ';', ',', '\n', '\r\n', ' ', 'ş', '=')
    const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, lineBreak) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const text = rows.map((row) => row.map(quoted).join(';')).join(lineBreak)
        const expected = (
          parse(text, { delimiter: ';', record_delimiter: lineBreak, relax_column_count: true }) as string[][]
        ).filter((cells) => cells.some((value) => value.trim() !== ''))
        expect((await rowsOf(text)).map((row) => row.cells)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  it('takes a quotation mark inside an unquoted cell as a character', async () => {
    expect(await rowsOf('size;n\n12" wheel;1\n')).toContainEqual({ line: 2, cells: ['12" wheel', '1'] })
  })

  it('names the line of a quotation mark that is never closed, or closed before other text', async () => {
    const open = await refusal(rowsOf('a;b\n1;2\n3;"x\n4;5\n'))
    expect([open.code, open.line]).toEqual(['BROKEN_QUOTES', 3])
    expect(open.sentence.tr).toContain('3. satırda')
    const early = await refusal(rowsOf('a;b\n1;"x\ny"z;2\n'))
    expect([early.code, early.line]).toEqual(['BROKEN_QUOTES', 2])
    expect((await refusal(rowsOf('a\n"x" "y"\n'))).code).toBe('BROKEN_QUOTES')
  })

  it('refuses rows that are too wide, too long or too many, before they fill the memory', async () => {
    const limits = { ...READING_LIMITS, columns: 3, rowCharacters: 50, rows: 2 }
    expect((await refusal(rowsOf('a;b;c;d\n', ';', limits))).code).toBe('TOO_WIDE')
    expect(await rowsOf('a;b;c\n', ';', limits)).toHaveLength(1)
    const long = await refusal(rowsOf(['a\n', '"', ...Array(10).fill('0123456789')], ';', limits))
    expect([long.code, long.line]).toEqual(['ROW_TOO_LONG', 2])
    expect((await refusal(rowsOf('a\n1\n2\n3\n', ';', limits))).code).toBe('TOO_MANY_ROWS')
    expect(await rowsOf('a\n1\n2\n', ';', limits)).toHaveLength(3)
  })

  it('groups rows for commits of a fixed size', async () => {
    expect(await Array.fromAsync(inBatches([1, 2, 3, 4, 5], 2))).toEqual([[1, 2], [3, 4], [5]])
  })
})

describe('the delimiter', () => {
  it('is found among semicolon, comma and tab', () => {
    expect(detectDelimiter('a;b\n1;2\n')).toBe(';')
    expect(detectDelimiter('a,b\n1,2\n')).toBe(',')
    expect(detectDelimiter('a,b')).toBe(',')
    expect(detectDelimiter('a\tb\n1\t2\n')).toBe('\t')
  })

  it('is not mistaken for the comma of amounts, nor for characters and line breaks inside quotes', () => {
    expect(detectDelimiter('No;Tutar\n1;1.250,00\n2;1.350,00\n')).toBe(';')
    expect(detectDelimiter('No,Not\n1,"a;b;c\nd;e"\n2,"x;y;z"\n')).toBe(',')
    expect(detectDelimiter('"Ad;Soyad",Not\n"a;b",x\n')).toBe(',')
    expect(detectDelimiter('No;Tutar, KDV, net\n1;5\n2;7\n')).toBe(';')
  })

  it('follows the sep= line of Excel, which is no row', async () => {
    expect(detectDelimiter('sep=,\r\na;b,c\r\n')).toBe(',')
    expect(delimiterHint('sep=\t')).toBe('\t')
    expect(await rowsOf('sep=;\r\na;b\r\n')).toEqual([{ line: 2, cells: ['a', 'b'] }])
  })

  it('is a semicolon for a file of one column', () => {
    expect(detectDelimiter('Telefon\n0532\n')).toBe(';')
  })
})
