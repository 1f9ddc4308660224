import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { exportBytes, started, uploaded } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness
let garage: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  garage = await testBusiness(server, 'auto-service')
})
afterAll(() => server?.close())

const document = `mutation ($input: PreviewImportInput!) { previewImport(input: $input) {
  preview { encoding damagedBytes delimiter kind columns { column heading field } missing totalRows checkedRows refusedRows
    droppedRows rows { line cells values refused remarks { code effect field column given suggestion message { tr en } } } }
  userErrors { code field message } } }`

async function previewed(bytes: Buffer | string, corrections: object = {}, by = business) {
  const uploadId = await uploaded(server, by.owner, 'list.csv', bytes)
  const answer = await by.owner(document, { input: { uploadId, ...corrections } })
  expect(answer.errors).toBeUndefined()
  return { uploadId, ...answer.data.previewImport }
}

const fieldsOf = (preview: { columns: { field: string | null }[] }) =>
  preview.columns.map(({ field }) => field)

/** Latin text with the letters that only Windows-1254 has. */
const turkish = (text: string) =>
  Buffer.from(
    [...text].map(
      (letter) => ({ ş: 0xfe, ı: 0xfd, ğ: 0xf0, İ: 0xdd, Ş: 0xde })[letter] ?? letter.charCodeAt(0),
    ),
  )

describe('a preview', () => {
  it('says what an export is and shows its first rows as they would be read', async () => {
    const { preview } = await previewed(exportBytes('salon-customers.csv'))
    expect(preview).toMatchObject({
      encoding: 'UTF_8',
      damagedBytes: 0,
      delimiter: 'SEMICOLON',
      kind: 'customers',
      missing: [],
      totalRows: 936,
      checkedRows: 936,
      refusedRows: 0,
      droppedRows: 15,
    })
    expect(preview.rows).toHaveLength(20)
    expect(preview.rows[0]).toMatchObject({
      line: 2,
      cells: ['1', 'Zeynep', 'Tekin', '5082579240', '', '18.02.1970', '19.08.2025', 'Evet', ''],
      values: {
        externalRef: '1',
        givenName: 'Zeynep',
        phone: '+905082579240',
        birthday: '1970-02-18',
        smsConsent: true,
      },
      refused: false,
      remarks: [],
    })
  })

  it('shows amounts and instants in the form of the API, and what is wrong with a row', async () => {
    const { preview } = await previewed(exportBytes('dental-appointments.csv'))
    expect(preview.rows[1].values).toMatchObject({
      startsAt: '2025-12-13T13:45:00.000Z',
      price: '0',
      status: { status: 'DONE' },
    })
    expect(preview.refusedRows).toBe(1)
    const { preview: small } = await previewed('Ad;E-posta\nAyşe;ayse at mail.com\n')
    expect(small.rows[0].remarks).toEqual([
      {
        code: 'INVALID_EMAIL',
        effect: 'dropped',
        field: 'email',
        column: 1,
        given: 'ayse at mail.com',
        suggestion: 'ayse@mail.com',
        message: {
          tr: expect.stringContaining('ayse@mail.com'),
          en: expect.stringContaining('ayse@mail.com'),
        },
      },
    ])
  })

  it('detects Windows-1254 and tabs, English headings and commas', async () => {
    const excel = await previewed(turkish('Adı\tSoyadı\tTelefon\r\nAyşe\tIşık\t0532 328 27 91\r\n'))
    expect(excel.preview).toMatchObject({ encoding: 'WINDOWS_1254', delimiter: 'TAB', kind: 'customers' })
    expect(excel.preview.rows[0].values).toMatchObject({
      givenName: 'Ayşe',
      familyName: 'Işık',
      phone: '+905323282791',
    })
    const english = await previewed('First Name,Last Name,Mobile Phone\r\nJane,Doe,+44 20 7946 0958\r\n')
    expect(english.preview).toMatchObject({ delimiter: 'COMMA', kind: 'customers' })
    expect(fieldsOf(english.preview)).toEqual(['givenName', 'familyName', 'phone'])
  })

  it('follows corrections of kind, encoding, delimiter and columns', async () => {
    const misread = await previewed(turkish('Ad;Soyad\r\nAyşe;Işık\r\n'), { encoding: 'UTF_8' })
    expect(misread.preview.encoding).toBe('UTF_8')
    expect(misread.preview.rows[0].remarks).toMatchObject([
      { code: 'DAMAGED_TEXT' },
      { code: 'DAMAGED_TEXT' },
      { code: 'REQUIRED' },
    ])
    const { preview } = await previewed('Kişi|x;Takma,Numara\nAyşe|x;Ş,05323282791\n', {
      kind: 'customers',
      delimiter: 'COMMA',
      mapping: [
        { column: 0, field: 'name' },
        { column: 1, field: 'phone' },
      ],
    })
    expect(preview).toMatchObject({ kind: 'customers', delimiter: 'COMMA', missing: [] })
    expect(preview.rows[0].values).toEqual({ name: 'Ayşe|x;Ş', phone: '+905323282791' })
    const byMark = await previewed(
      'Müşteri;Hizmet;Tarih;Durum;Tutar\nAyşe;Fön;03/04/2026 10:00;Geldi;1.250\n',
      {
        decimalMark: 'COMMA',
        dateOrder: 'MONTH_FIRST',
      },
    )
    expect(byMark.preview.rows[0].values).toMatchObject({
      price: '125000',
      startsAt: '2026-03-04T07:00:00.000Z',
    })
  })

  it('says which fields no column gives, and such a file is not imported', async () => {
    const { uploadId, preview } = await previewed('Ad Soyad;Tarih\nAyşe;01.02.2026 10:00\n', {
      kind: 'appointments',
    })
    expect(preview.missing).toEqual(['service', 'status'])
    const start = await started(business.owner, { uploadId, kind: 'appointments' })
    expect(start).toMatchObject({
      importRun: null,
      userErrors: [{ code: 'COLUMNS_MISSING', field: ['mapping'] }],
    })
    expect(start.userErrors[0]?.message).toContain('service, status')
  })

  it('leaves the kind open where headings do not tell, and such a file is not imported', async () => {
    const { uploadId, preview } = await previewed('a;b\n1;2\n')
    expect(preview).toMatchObject({
      kind: null,
      columns: [
        { heading: 'a', field: null },
        { heading: 'b', field: null },
      ],
    })
    expect((await started(business.owner, { uploadId })).userErrors).toMatchObject([
      { code: 'KIND_UNKNOWN', field: ['kind'] },
    ])
    const unknown = await previewed('a;b\n1;2\n', { kind: 'vehicles' })
    expect(unknown).toMatchObject({ preview: null, userErrors: [{ code: 'INVALID', field: ['kind'] }] })
  })

  it('knows the kinds of the blueprint, and only for businesses that have it', async () => {
    const { preview } = await previewed(exportBytes('garage-vehicles.csv'), {}, garage)
    expect(preview).toMatchObject({ kind: 'vehicles', missing: [], totalRows: 463 })
    expect(fieldsOf(preview)).toEqual(['owner', 'plate', 'vin', 'model', 'year', 'odometerKm'])
    const kinds = async (of: TestBusiness) =>
      (await of.owner('{ importKinds { key title { tr } fields { name required } } }')).data.importKinds.map(
        ({ key }: { key: string }) => key,
      )
    expect(await kinds(garage)).toEqual(['customers', 'appointments', 'vehicles'])
    expect(await kinds(business)).toEqual(['customers', 'appointments'])
  })
})
