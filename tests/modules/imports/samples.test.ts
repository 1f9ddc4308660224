import { createReadStream } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoExportPath } from '../../../gateway/demo/presets.ts'
import {
  appointmentsKind,
  customersKind,
  dataRows,
  defineImportKind,
  integerCell,
  matchHeaders,
  type ReadingContext,
  type ReadRow,
  rowReader,
  type StatusReading,
  surveyFile,
  textCell,
} from '../../../modules/imports/reading/index.ts'
import { oracleEmail, oraclePhone, oracleRows, readOracle } from '../../support/export-oracle.ts'

const context: ReadingContext = {
  timeZone: 'Europe/Istanbul',
  country: 'TR',
  currency: 'TRY',
  now: new Date('2026-11-20T14:20:00+03:00'),
}

const label = (en: string) => ({ en, tr: en })
const text = textCell({ maxLength: 100 })
const vehiclesKind = defineImportKind({
  key: 'vehicles',
  title: { en: 'Vehicles', tr: 'Araçlar' },
  fields: [
    {
      name: 'owner',
      label: label('Owner'),
      headers: ['Müşteri No'],
      parse: text,
      required: true,
      onProblem: 'refuse',
    },
    {
      name: 'plate',
      label: label('Plate'),
      headers: ['Plaka'],
      parse: text,
      required: true,
      onProblem: 'refuse',
    },
    { name: 'vin', label: label('VIN'), headers: ['Şasi No'], parse: text, onProblem: 'drop' },
    { name: 'model', label: label('Model'), headers: ['Araç'], parse: text, onProblem: 'drop' },
    {
      name: 'modelYear',
      label: label('Year'),
      headers: ['Model Yılı'],
      parse: integerCell({ min: 1900, max: 2100 }),
      onProblem: 'drop',
    },
    {
      name: 'odometerKm',
      label: label('Odometer'),
      headers: ['Kilometre'],
      parse: integerCell({ min: 0, max: 2_000_000 }),
      onProblem: 'drop',
    },
  ],
})
const kinds = [customersKind, appointmentsKind, vehiclesKind]

async function readExport(file: string) {
  const open = () => createReadStream(demoExportPath(file))
  const survey = await surveyFile(open, kinds)
  const kind = kinds.find(({ key }) => key === survey.kind)
  if (!kind) throw new Error(`No kind was detected for ${file}.`)
  const read = rowReader(kind, survey.columns, context)
  const rows: ReadRow[] = []
  for await (const row of dataRows(open(), survey)) rows.push(read(row))
  return { survey, rows }
}

/** How often each code stands in the reports, by field and effect. */
function problemsOf(rows: ReadRow[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { field, code, effect } of rows.flatMap(({ problems }) => problems)) {
    const key = `${field} ${code} ${effect}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

const distinct = (rows: ReadRow[], field: string) =>
  new Set(rows.map(({ values }) => values[field]).filter((value) => value !== null)).size

describe.each([
  ['salon-customers.csv', 'customers', 936, 1046],
  ['dental-customers.csv', 'customers', 676, 741],
  ['garage-customers.csv', 'customers', 520, 577],
  ['garage-vehicles.csv', 'vehicles', 463, 464],
  ['salon-appointments.csv', 'appointments', 4725, 4726],
  ['dental-appointments.csv', 'appointments', 981, 982],
  ['garage-appointments.csv', 'appointments', 490, 491],
])('%s', (file, kind, rows, lastLine) => {
  it('is recognised as it is, with every column and every row', async () => {
    const { survey, rows: readRows } = await readExport(file)
    expect(survey).toMatchObject({
      encoding: 'UTF_8',
      delimiter: ';',
      kind,
      rows,
      damagedBytes: 0,
      missing: [],
    })
    expect(survey.columns.filter(({ field }) => field === null)).toEqual([])
    const expected = oracleRows(file)
    expect(expected.at(-1)?.line).toBe(lastLine)
    expect(readRows.map(({ line }) => line)).toEqual(expected.map(({ line }) => line))
  })
})

describe.each([
  {
    tenant: 'salon',
    phones: 896,
    emails: 509,
    invalidPhones: 6,
    invalidEmails: 9,
    consents: [504, 208, 224],
  },
  {
    tenant: 'dental',
    phones: 650,
    emails: 345,
    invalidPhones: 5,
    invalidEmails: 4,
    consents: [383, 128, 165],
  },
  {
    tenant: 'garage',
    phones: 502,
    emails: 292,
    invalidPhones: 2,
    invalidEmails: 2,
    consents: [292, 100, 128],
  },
] as const)(
  'the customers of the $tenant',
  ({ tenant, phones, emails, invalidPhones, invalidEmails, consents }) => {
    const file = `${tenant}-customers.csv`

    it('are all taken; only unusable telephones and e-mails are dropped', async () => {
      const { rows } = await readExport(file)
      expect(rows.filter(({ refused }) => refused)).toEqual([])
      expect(problemsOf(rows)).toEqual({
        'phone INVALID_PHONE dropped': invalidPhones,
        'email INVALID_EMAIL dropped': invalidEmails,
      })
    })

    it('have the telephones and e-mails that a naive reading finds', async () => {
      const { rows } = await readExport(file)
      const naive = oracleRows(file)
      expect(distinct(rows, 'phone')).toBe(phones)
      expect(rows.map(({ values }) => (values.phone as string | null)?.slice(3) ?? null)).toEqual(
        naive.map(({ cells }) => oraclePhone(cells['Cep Telefonu'] as string)),
      )
      expect(distinct(rows, 'email')).toBe(emails)
      expect(rows.map(({ values }) => values.email)).toEqual(
        naive.map(({ cells }) => oracleEmail(cells['E-posta'] as string)),
      )
    })

    it('keep their notes letter for letter, formulas and line breaks included', async () => {
      const { rows } = await readExport(file)
      expect(rows.map(({ values }) => values.note ?? '')).toEqual(
        oracleRows(file).map(({ cells }) => cells.Not),
      )
      expect(rows.some(({ values }) => values.note === '=HYPERLINK("http://x")')).toBe(true)
      expect(rows.some(({ values }) => values.note === 'Öğleden sonra arayın\nlütfen')).toBe(true)
    })

    it('have a consent, a refusal or nothing, never a guess', async () => {
      const { rows } = await readExport(file)
      const count = (consent: boolean | null) =>
        rows.filter(({ values }) => values.smsConsent === consent).length
      expect([count(true), count(false), count(null)]).toEqual(consents)
    })

    it('have names without capitals that are spelled like their doubles', async () => {
      const { rows } = await readExport(file)
      const spelled = new Set(rows.map(({ values }) => values.givenName as string))
      const shouted = oracleRows(file).filter(({ cells }) => cells.Ad === cells.Ad?.toUpperCase())
      expect(shouted.length).toBeGreaterThan(5)
      for (const { cells } of shouted) {
        const folded = (name: string) => name.replace(/[ıİ]/g, 'i').toLowerCase().normalize('NFKD')
        const double = oracleRows(file).find(
          (row) => row.cells.Ad !== cells.Ad && folded(row.cells.Ad as string) === folded(cells.Ad as string),
        )
        expect(spelled).toContain(double?.cells.Ad)
      }
      expect([...spelled].filter((name) => name === name.toUpperCase())).toEqual([])
    })
  },
)

describe.each(['salon', 'dental', 'garage'] as const)('the appointments of the %s', (tenant) => {
  const oracle = readOracle(tenant)

  it('are taken but for the impossible date; instants, durations and amounts are those of a naive reading', async () => {
    const { rows } = await readExport(`${tenant}-appointments.csv`)
    const refused = rows.filter((row) => row.refused)
    expect(refused.map(({ line }) => line)).toEqual(
      oracle.refused.filter(({ reason }) => reason === 'IMPOSSIBLE_DATE').map(({ line }) => line),
    )
    expect(problemsOf(rows)).toEqual({ 'startsAt IMPOSSIBLE_DATE refused': 1 })
    const unknown = new Set(oracle.refused.map(({ line }) => line))
    const taken = rows.filter(({ line }) => !unknown.has(line))
    const shown = taken.map(({ line, values }) => [
      line,
      (values.startsAt as Date).getTime(),
      (values.startsAt as Date).getTime() + (values.durationMinutes as number) * 60_000,
      values.price,
      values.service,
      values.staff,
      values.resource,
    ])
    expect(shown).toEqual(
      oracle.imported.map((a) => [a.line, a.start, a.end, a.amountMinor, a.service, a.staff, a.resource]),
    )
  })

  it('have the statuses and reasons that their words mean', async () => {
    const { rows } = await readExport(`${tenant}-appointments.csv`)
    const count = (status: string, reason: string | null = null) =>
      rows.filter(({ values, line }) => {
        const reading = values.status as StatusReading
        const isImported = !oracle.refused.some((refused) => refused.line === line)
        return isImported && reading.status === status && reading.cancelReason === reason
      }).length
    expect({
      geldi: count('DONE'),
      gelmedi: count('NO_SHOW'),
      iptal: count('CANCELLED', 'OTHER'),
      ertelendi: count('CANCELLED', 'POSTPONED'),
      onayli: count('CONFIRMED'),
      bekliyor: count('BOOKED'),
    }).toEqual({
      geldi: oracle.counts.geldi,
      gelmedi: oracle.counts.gelmedi,
      iptal: oracle.counts.iptal,
      ertelendi: oracle.counts.ertelendi,
      onayli: oracle.counts.onayli,
      bekliyor: oracle.counts.bekliyor,
    })
  })
})

describe('a column that is read by hand', () => {
  it('follows the correction and not the detection', async () => {
    const open = () => createReadStream(demoExportPath('salon-customers.csv'))
    const survey = await surveyFile(open, kinds, {
      kind: 'customers',
      columns: [{ column: 4, field: 'note' }],
    })
    expect(survey.columns.map(({ field }) => field)).toEqual([
      ...[
        'externalRef',
        'givenName',
        'familyName',
        'phone',
        'note',
        'birthday',
        'registeredOn',
        'smsConsent',
        null,
      ],
    ])
    expect(matchHeaders(customersKind, survey.heading.cells)[8]?.field).toBe('note')
  })
})
