import { expect, it } from 'vitest'
import {
  appointmentsKind,
  customersKind,
  dataRows,
  inBatches,
  rowReader,
  surveyFile,
} from '../../../modules/imports/reading/index.ts'

const LINES = 100_000
const MEGABYTE = 1024 * 1024

/** An export of 100,000 appointments, made while it is read, in pieces as a file stream gives them. */
function* generatedExport(): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  let piece = '\uFEFFRandevu No;Müşteri No;Hizmet;Personel;Kaynak;Tarih;Süre (dk);Durum;Tutar;Ödeme;Not\r\n'
  for (let line = 1; line <= LINES; line++) {
    const day = String((line % 28) + 1).padStart(2, '0')
    piece += `${line};${line % 5000};Dip boya;Tülay;Koltuk 1;${day}.03.2026 14:30;120;Geldi;1.250,00 TL;Nakit;"satır\n${line}"\r\n`
    if (piece.length > 60_000) {
      yield encoder.encode(piece)
      piece = ''
    }
  }
  yield encoder.encode(piece)
}

it('100,000 lines are surveyed and read with less than 100 MB of growth', async () => {
  const before = process.memoryUsage().rss
  let peak = before
  const survey = await surveyFile(generatedExport, [customersKind, appointmentsKind])
  expect(survey).toMatchObject({ rows: LINES, kind: 'appointments', encoding: 'UTF_8' })
  const read = rowReader(appointmentsKind, survey.columns, {
    timeZone: 'Europe/Istanbul',
    country: 'TR',
    currency: 'TRY',
    now: new Date('2026-11-20T14:20:00+03:00'),
  })
  let total = 0n
  let lastLine = 0
  for await (const batch of inBatches(dataRows(generatedExport(), survey), 500)) {
    for (const row of batch) {
      const { values, refused, line } = read(row)
      if (!refused) total += values.price as bigint
      lastLine = line
    }
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  expect(total).toBe(BigInt(LINES) * 125_000n)
  expect(lastLine).toBe(2 * LINES)
  expect((peak - before) / MEGABYTE).toBeLessThan(100)
})
