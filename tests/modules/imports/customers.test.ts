import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type TestClock, testClock } from '../../support/clock.ts'
import { imported, linesOf } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let clock: TestClock
let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  clock = testClock()
  server = await startTestServer(clock)
})
beforeEach(async () => {
  business = await testBusiness(server)
})
afterAll(() => server?.close())

const file = (text: string, name = 'liste.csv') => imported(server, business.owner, name, text)

async function customers() {
  const answer =
    await business.owner(`{ customers { nodes { id version name givenName familyName phone otherPhones email otherEmails
    birthday registeredOn externalRef source branch { name } notes { nodes { body author { name } } }
    consents { nodes { channel purpose status source at proof } } } } }`)
  expect(answer.errors).toBeUndefined()
  return answer.data.customers.nodes
}

const create = async (input: object) => {
  const answer = await business.owner(
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id version } userErrors { code } } }',
    { input },
  )
  return answer.data.createCustomer.customer as { id: string; version: number }
}

describe('a row of customers', () => {
  it('becomes a customer with what it says, its note, and consents that name file and line', async () => {
    const run = await file(
      'Müşteri No;Ad;Soyad;Telefon;E-posta;Doğum Tarihi;Kayıt Tarihi;SMS İzni;E-posta İzni;Not\n' +
        '7;AYŞE;IŞIK;0532 328 27 91;Ayse@Example.com;01.02.1980;03.04.2025;Evet;Hayır;"=HYPERLINK(""http://x"")"\n',
    )
    expect(run).toMatchObject({ status: 'DONE', created: 1, remarked: 0 })
    const at = '2026-11-20T11:20:00.000Z'
    const consent = { purpose: 'MARKETING', source: 'IMPORT', at, proof: 'liste.csv, 2' }
    const [stored] = await customers()
    expect(stored).toMatchObject({
      name: 'Ayşe Işık',
      phone: '+905323282791',
      email: 'ayse@example.com',
      birthday: '1980-02-01',
      registeredOn: '2025-04-03',
      externalRef: '7',
      source: 'IMPORT',
      branch: { name: 'Merkez' },
      notes: { nodes: [{ body: '=HYPERLINK("http://x")', author: { name: 'owner' } }] },
    })
    expect(stored.consents.nodes).toEqual(
      expect.arrayContaining([
        { ...consent, channel: 'SMS', status: 'GRANTED' },
        { ...consent, channel: 'EMAIL', status: 'REFUSED' },
      ]),
    )
  })

  it('fills what is blank of somebody known, adds a second telephone, and overwrites nothing', async () => {
    await create({
      givenName: 'Ayşe',
      familyName: 'Kaya',
      phone: '05323282791',
      otherPhones: ['+905320000001'],
    })
    await create({
      givenName: 'Ali',
      familyName: 'Can',
      email: 'ali@example.com',
      phone: '05321110000',
      birthday: '1990-01-01',
    })
    const run = await file(
      'Ad;Soyad;Telefon;E-posta;Doğum Tarihi\n' +
        'Ayşe;Yılmaz;0532 000 00 01;ayse@example.com;01.02.1980\n' +
        'Ali;Can;0533 222 22 22;ALI@example.com;05.05.1995\n',
    )
    expect(run).toMatchObject({ created: 0, merged: 2, skipped: 0 })
    const [ali, ayse] = await customers()
    expect(ayse).toMatchObject({
      name: 'Ayşe Kaya',
      phone: '+905323282791',
      otherPhones: ['+905320000001'],
      email: 'ayse@example.com',
      birthday: '1980-02-01',
    })
    expect(ali).toMatchObject({
      name: 'Ali Can',
      phone: '+905321110000',
      otherPhones: ['+905332222222'],
      birthday: '1990-01-01',
    })
  })

  it('gives a name that came in capitals the spelling of a later row', async () => {
    await file('Ad;Soyad;Telefon\nIRMAK;SIRI;05323282791\nIrmak;Siri;05323282791\n')
    expect((await customers())[0]).toMatchObject({ name: 'Irmak Siri' })
  })

  it('leaves an e-mail address with the person who has it', async () => {
    await create({ givenName: 'Ali', email: 'ortak@example.com' })
    const run = await file('Ad;Telefon\nAyşe;05323282791\n')
    expect(run.created).toBe(1)
    const again = await file('Ad;Telefon;E-posta\nAyşe;05323282791;ortak@example.com\n')
    const [line] = await linesOf(business.owner, again.id)
    expect(line?.codes).toContain('EMAIL_OF_ANOTHER')
    expect((await customers()).map(({ email }: { email: string }) => email).sort()).toEqual(
      [null, 'ortak@example.com'].sort(),
    )
  })

  it('does not take another system’s customer 1 for ours', async () => {
    await file('Müşteri No;Ad;Telefon\n1;Ayşe;05323282791\n')
    const run = await file('Müşteri No;Ad;Telefon\n1;Veli;05334445566\n1;Ayşe;\n', 'other.csv')
    const lines = await linesOf(business.owner, run.id)
    expect(lines.map(({ outcome, codes }) => [outcome, codes])).toEqual([
      ['REFUSED', ['NUMBER_TAKEN']],
      ['SKIPPED', ['ALREADY_IMPORTED']],
    ])
  })

  it('is refused without any name, and says so', async () => {
    const run = await file('Ad;Telefon\n;05323282791\nAyşe;123\n')
    const [nameless, dropped] = await linesOf(business.owner, run.id)
    expect(nameless).toMatchObject({ line: 2, outcome: 'REFUSED', codes: ['REQUIRED'], recordId: null })
    expect(dropped).toMatchObject({
      line: 3,
      outcome: 'CREATED',
      codes: ['INVALID_PHONE'],
      recordType: 'Customer',
    })
    expect(run).toMatchObject({ created: 1, refused: 1, remarked: 2 })
  })

  it('finds a person again across batches and by a further telephone', async () => {
    const rows = Array.from(
      { length: 1_100 },
      (_, index) => `Kişi ${index % 700};0532${String(1_000_000 + (index % 700))}`,
    )
    const run = await file(`Ad Soyad;Telefon\n${rows.join('\n')}\n`)
    expect(run).toMatchObject({ totalLines: 1_100, created: 700, refused: 0 })
    expect(run.merged + run.skipped).toBe(400)
  })
})

describe('a consent of a file', () => {
  const status = async () =>
    (await customers())[0].consents.nodes.map(
      ({ channel, status }: { channel: string; status: string }) => `${channel} ${status}`,
    )

  it('never turns a refusal into a consent, and says so', async () => {
    await file('Ad;Telefon;SMS İzni\nAyşe;05323282791;Hayır\n')
    const run = await file('Ad;Telefon;SMS İzni\nAyşe;05323282791;Evet\n')
    expect(run).toMatchObject({ skipped: 1 })
    expect((await linesOf(business.owner, run.id))[0]?.codes).toContain('CONSENT_KEPT')
    expect(await status()).toEqual(['SMS REFUSED'])
  })

  it('is taken back by a later refusal, which becomes the newest', async () => {
    await file('Ad;Telefon;SMS İzni\nAyşe;05323282791;Evet\nAyşe;05323282791;Hayır\n')
    expect(await status()).toEqual(['SMS REFUSED', 'SMS GRANTED'])
  })

  it('is taken back also where the clock of this process is behind that of the last one', async () => {
    await file('Ad;Telefon;SMS İzni\nAyşe;05323282791;Evet\n')
    const before = clock.now()
    clock.advance(-60_000)
    await file('Ad;Telefon;SMS İzni\nAyşe;05323282791;Hayır\n')
    clock.set(before)
    expect(await status()).toEqual(['SMS REFUSED', 'SMS GRANTED'])
  })

  it('is not derived from a blank cell', async () => {
    await file('Ad;Telefon;SMS İzni\nAyşe;05323282791;\n')
    expect(await status()).toEqual([])
  })
})
