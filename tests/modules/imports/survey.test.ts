import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoExportPath } from '../../../gateway/demo/presets.ts'
import {
  appointmentsKind,
  customersKind,
  dataRows,
  ImportFileError,
  matchHeaders,
  type ReadingContext,
  rowReader,
  surveyFile,
} from '../../../modules/imports/reading/index.ts'

const kinds = [customersKind, appointmentsKind]
const context: ReadingContext = {
  timeZone: 'Europe/Istanbul',
  country: 'TR',
  currency: 'TRY',
  now: new Date('2026-11-20T14:20:00+03:00'),
}
const bytes = (text: string) => () => [new TextEncoder().encode(text)]

async function problemOf(text: string): Promise<[string, number | undefined]> {
  const error = await surveyFile(bytes(text), kinds).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ImportFileError)
  const { code, line, sentence } = error as ImportFileError
  expect(sentence.tr).not.toBe(sentence.en)
  return [code, line]
}

describe('the survey of a file', () => {
  it('reads an export just the same when it comes in Windows-1254, with commas or tabs, without a mark', async () => {
    const original = readFileSync(demoExportPath('salon-customers.csv'))
    const cellsOf = async (file: Uint8Array) => {
      const survey = await surveyFile(() => [file], kinds)
      const rows = await Array.fromAsync(dataRows([file], survey))
      return { survey, cells: rows.map(({ cells }) => cells) }
    }
    const expected = await cellsOf(original)
    // No cell of this export holds a comma or a tab; the semicolons of its notes stay inside their quotes.
    const text = original.toString('utf8').replace('\uFEFF', '')
    const redelimited = (mark: string) =>
      text.replace(/"(?:[^"]|"")*"|;/g, (match) => (match === ';' ? mark : match))
    const special: Record<string, number> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe }
    const turkish = (whole: string) =>
      Uint8Array.from(whole, (letter) => special[letter] ?? letter.charCodeAt(0))
    const comma = await cellsOf(turkish(redelimited(',')))
    const tab = await cellsOf(turkish(redelimited('\t')))
    expect([comma.survey.encoding, comma.survey.delimiter]).toEqual(['WINDOWS_1254', ','])
    expect([tab.survey.encoding, tab.survey.delimiter]).toEqual(['WINDOWS_1254', '\t'])
    expect(comma.cells).toEqual(expected.cells)
    expect(tab.cells).toEqual(expected.cells)
  })

  it('lets a person choose the encoding, the delimiter and the kind', async () => {
    const open = () => [
      Uint8Array.from([
        ...new TextEncoder().encode('Ad,x;Soyad\n'),
        0xde,
        ...new TextEncoder().encode(';b\n'),
      ]),
    ]
    const survey = await surveyFile(open, kinds, { encoding: 'UTF_8', delimiter: ',', kind: 'customers' })
    expect(survey).toMatchObject({ encoding: 'UTF_8', delimiter: ',', kind: 'customers' })
    expect(survey.heading.cells).toEqual(['Ad', 'x;Soyad'])
  })

  it('shows the first rows only, and counts them all', async () => {
    const text = `Ad;Soyad\n${'Ali;Kaya\n'.repeat(50)}`
    const survey = await surveyFile(bytes(text), kinds, {}, { sampleRows: 5 })
    expect([survey.sample.length, survey.rows]).toEqual([5, 50])
  })

  it('says which kind is not recognised instead of guessing one', async () => {
    const survey = await surveyFile(bytes('Ürün;Adet\nBoya;3\n'), kinds)
    expect(survey).toMatchObject({ kind: null, columns: [{ field: null }, { field: null }] })
  })

  it('refuses a broken file before anything is written, with its line, in both languages', async () => {
    expect(await problemOf(`Ad;Soyad\n${'Ali;Kaya\n'.repeat(99)}Ali;"Kaya\n`)).toEqual(['BROKEN_QUOTES', 101])
    expect(await problemOf('Ad;Soyad\n')).toEqual(['NO_ROWS', undefined])
    expect(await problemOf('')).toEqual(['EMPTY_FILE', undefined])
    expect(await problemOf(`Ad;Soyad\n${';'.repeat(300)}x\n`)).toEqual(['TOO_WIDE', 2])
  })
})

describe('a row', () => {
  const headings = ['Randevu No', 'Müşteri No', 'Hizmet', 'Tarih', 'Durum', 'Tutar', 'Ödeme']
  const read = rowReader(appointmentsKind, matchHeaders(appointmentsKind, headings), context)
  const good = ['1', '7', 'Fön', '01.03.2026 14:30', 'Geldi', '350,00', 'Nakit']
  const report = (cells: string[]) =>
    read({ line: 9, cells }).problems.map(({ field, code, effect }) => `${field} ${code} ${effect}`)

  it('that is right becomes typed values with its line', () => {
    expect(read({ line: 9, cells: good })).toEqual({
      line: 9,
      refused: false,
      problems: [],
      values: {
        externalRef: '1',
        customerRef: '7',
        service: 'Fön',
        startsAt: new Date('2026-03-01T11:30:00Z'),
        status: { status: 'DONE', cancelReason: null },
        price: 35_000n,
        method: 'CASH',
      },
    })
  })

  it('is refused for what would falsify calendar or books, and names every problem at once', () => {
    expect(report(['1', '7', '', '31.02.2026 10:00', 'Silindi', '1.250', 'Nakit'])).toEqual([
      'service REQUIRED refused',
      'startsAt IMPOSSIBLE_DATE refused',
      'status UNKNOWN_CHOICE refused',
      'price AMBIGUOUS_AMOUNT refused',
    ])
  })

  it('only loses what can be added later', () => {
    const cells = good.with(6, 'Takas')
    expect(report(cells)).toEqual(['method UNKNOWN_CHOICE dropped'])
    expect(read({ line: 9, cells })).toMatchObject({ refused: false, values: { method: null } })
  })

  it('without anyone to book for is refused', () => {
    expect(report(good.with(1, ''))).toEqual(['customerRef REQUIRED refused'])
  })

  it('with more cells than headings is refused, with fewer or with empty ones behind it is not', () => {
    expect(report([...good, 'kaymış'])).toEqual(['null UNEVEN_ROW refused'])
    expect(report([...good, '', ' '])).toEqual([])
    expect(report(good.slice(0, 5))).toEqual([])
  })
})
