import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { exportBytes, imported, linesOf } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  business = await testBusiness(server)
  await file(
    'Müşteri No;Ad Soyad;Telefon\n1;Ayşe Kaya;05323282791\n2;Ali Can;05334445566\n3;Ali Can;05334445577\n',
    {},
  )
})
afterAll(() => server?.close())

const headings =
  'Randevu No;Müşteri No;Müşteri;Telefon;Hizmet;Personel;Kaynak;Tarih;Süre (dk);Durum;Tutar;Ödeme\n'
const creating = { createMissing: true }
const file = (text: string, input: object = creating) =>
  imported(server, business.owner, 'liste.csv', text, { ...input })
const rows = (...lines: string[]) => file(`${headings}${lines.join('\n')}\n`)

async function outcomes(run: { id: string }) {
  return (await linesOf(business.owner, run.id)).map(({ outcome, codes }) => [outcome, ...codes].join(' '))
}

async function appointments() {
  const answer =
    await business.owner(`{ appointments(filter: {}) { nodes { id status cancelReason stale conflict startsAt endsAt priceMinor source
    externalRef customer { name } service { name durationMinutes } staff { name } resource { name } revenueEvents { nodes { netMinor method kind } } } } }`)
  expect(answer.errors).toBeUndefined()
  return answer.data.appointments.nodes
}

describe('a row of appointments', () => {
  it('brings customer, service, person, resource, status and money', async () => {
    const run = await rows('A1;1;;;Fön;Personel;Koltuk;01.03.2026 14:30;45;Geldi;1.250,00 TL;Kart')
    expect(run).toMatchObject({ status: 'DONE', created: 1, remarked: 0 })
    expect(await appointments()).toMatchObject([
      {
        status: 'DONE',
        startsAt: '2026-03-01T11:30:00.000Z',
        endsAt: '2026-03-01T12:15:00.000Z',
        priceMinor: '125000',
        source: 'IMPORT',
        externalRef: 'A1',
        conflict: false,
        stale: false,
        customer: { name: 'Ayşe Kaya' },
        service: { name: 'Fön', durationMinutes: 45 },
        staff: { name: 'Personel' },
        resource: { name: 'Koltuk' },
        revenueEvents: { nodes: [{ netMinor: '125000', method: 'CARD', kind: 'SALE' }] },
      },
    ])
  })

  it('finds its customer by number, else by telephone, else by a name that is unique', async () => {
    const run = await rows(
      'A1;9;Ayşe Kaya;05323282791;Fön;Personel;;01.03.2026 10:00;;Gelmedi;;',
      'A2;;;0532 328 27 91;Fön;Personel;;01.03.2026 11:00;;Gelmedi;;',
      'A3;;AYŞE KAYA;;Fön;Personel;;01.03.2026 12:00;;Gelmedi;;',
      'A4;;Ali Can;;Fön;Personel;;01.03.2026 13:00;;Gelmedi;;',
      'A5;;Ali Can;05334445577;Fön;Personel;;01.03.2026 14:00;;Gelmedi;;',
      'A6;;Veli;;Fön;Personel;;01.03.2026 15:00;;Gelmedi;;',
    )
    expect(await outcomes(run)).toEqual([
      'REFUSED CUSTOMER_UNKNOWN',
      'CREATED',
      'CREATED',
      'REFUSED CUSTOMER_AMBIGUOUS',
      'CREATED',
      'REFUSED CUSTOMER_UNKNOWN',
    ])
  })

  it('is refused where service, person or resource is unknown, unless missing ones may be made', async () => {
    const lines = [
      'A1;1;;;Fön;Kimse;Oda;01.03.2026 10:00;45;Geldi;;',
      'A2;1;;;Fön;;;01.03.2026 11:00;45;Geldi;;',
    ]
    const strict = await file(`${headings}${lines.join('\n')}\n`, {})
    expect(await outcomes(strict)).toEqual([
      'REFUSED SERVICE_UNKNOWN STAFF_UNKNOWN RESOURCE_UNKNOWN',
      'REFUSED SERVICE_UNKNOWN STAFF_MISSING',
    ])
    expect(await outcomes(await rows(...lines))).toEqual(['CREATED', 'REFUSED STAFF_MISSING'])
    const named = await business.owner(
      '{ services { nodes { name } } staffMembers { nodes { name } } resources { nodes { name type } } }',
    )
    expect(named.data).toMatchObject({
      services: { nodes: expect.arrayContaining([{ name: 'Fön' }]) },
      staffMembers: { nodes: [{ name: 'Kimse' }, { name: 'Personel' }] },
      resources: { nodes: [{ name: 'Oda' }] },
    })
  })

  it('that lies ahead takes its time, and one that overlaps becomes a conflict that takes none', async () => {
    const run = await rows(
      'A1;1;;;Fön;Personel;;24.11.2026 10:00;60;Onaylı;;',
      'A2;2;;;Fön;Personel;;24.11.2026 10:30;60;Bekliyor;;',
      'A3;3;;;Fön;Personel;;24.11.2026 10:15;60;İptal;;',
      'A4;3;;;Fön;Personel;;24.11.2026 11:00;60;Onaylı;;',
    )
    expect(await outcomes(run)).toEqual(['CREATED', 'CONFLICT SLOT_OVERLAP', 'CREATED', 'CREATED'])
    expect(run).toMatchObject({ created: 3, conflicts: 1 })
    const [, , second] = await appointments()
    expect(
      (await appointments()).map(({ conflict }: { conflict: boolean }) => conflict).filter(Boolean),
    ).toHaveLength(1)
    expect(second).toMatchObject({ externalRef: 'A2', conflict: true, status: 'BOOKED' })
  })

  it('that is over and open stays open and is remarked; a postponed one is cancelled', async () => {
    const run = await rows(
      'A1;1;;;Fön;Personel;;10.11.2026 10:00;60;Onaylı;;',
      'A2;2;;;Fön;Personel;;10.11.2026 10:30;60;Ertelendi;;',
      'A3;2;;;Fön;Personel;;10.11.2026 12:30;60;Geldi;0,00;Kart',
      'A4;2;;;Fön;Personel;;10.11.2026 14:30;60;Geldi;100,00;',
    )
    expect(await outcomes(run)).toEqual([
      'CREATED STALE',
      'CREATED',
      'CREATED FREE_OF_CHARGE',
      'CREATED METHOD_ASSUMED',
    ])
    expect(await appointments()).toMatchObject([
      { status: 'CONFIRMED', stale: true },
      { status: 'CANCELLED', cancelReason: 'POSTPONED' },
      { revenueEvents: { nodes: [] } },
      { revenueEvents: { nodes: [{ method: 'OTHER', netMinor: '10000' }] } },
    ])
  })

  it('comes in once: a repeated number is refused, a file without numbers is recognised by what it says', async () => {
    const repeated = await rows(
      'A1;1;;;Fön;Personel;;10.11.2026 10:00;60;Geldi;100,00;Kart',
      'A1;1;;;Fön;Personel;;10.11.2026 12:00;60;Geldi;100,00;Kart',
    )
    expect(await outcomes(repeated)).toEqual(['CREATED', 'REFUSED REPEATED_NUMBER'])
    const bare =
      'Müşteri;Hizmet;Personel;Tarih;Durum;Tutar\nAyşe Kaya;Fön;Personel;12.11.2026 10:00;Geldi;50,00\n'
    expect(await outcomes(await file(bare))).toEqual(['CREATED METHOD_ASSUMED'])
    expect(await outcomes(await file(bare))).toEqual(['SKIPPED ALREADY_IMPORTED'])
    expect(await appointments()).toHaveLength(2)
  })

  it('is refused when money, status or date cannot be read, and nothing of it is stored', async () => {
    const run = await rows(
      'A1;1;;;Fön;Personel;;31.02.2026 10:00;60;Geldi;100,00;Kart',
      'A2;1;;;Fön;Personel;;10.11.2026 10:00;60;Belki;100,00;Kart',
      'A3;1;;;Fön;Personel;;10.11.2026 10:00;60;Geldi;100 USD;Kart',
      'A4;1;;;Fön;Personel;;10.11.2026 10:00;60;Geldi;-100,00;Kart',
    )
    expect(await outcomes(run)).toEqual([
      'REFUSED IMPOSSIBLE_DATE',
      'REFUSED UNKNOWN_CHOICE',
      'REFUSED FOREIGN_CURRENCY',
      'REFUSED NEGATIVE_AMOUNT',
    ])
    expect(await appointments()).toEqual([])
  })
})

describe('a kind that a blueprint declares', () => {
  it('imports vehicles with their owners, knows them again, and keeps the higher odometer', async () => {
    const garage = await testBusiness(server, 'auto-service')
    const send = garage.owner
    await imported(server, send, 'c.csv', exportBytes('garage-customers.csv'))
    const run = await imported(server, send, 'v.csv', exportBytes('garage-vehicles.csv'))
    expect(run).toMatchObject({ kind: 'vehicles', status: 'DONE', totalLines: 463, refused: 0 })
    const list =
      '{ vehicles(first: 1, filter: { plate: { eq: "06 LYG 7815" } }) { nodes { plate vin model year odometerKm owner { name } } } }'
    expect((await send(list)).data.vehicles.nodes).toEqual([
      {
        plate: '06 LYG 7815',
        vin: '7J6KAM55AB3GN6T6B',
        model: 'Fiat Egea',
        year: 2011,
        odometerKm: 20743,
        owner: { name: 'Şahin Sarı' },
      },
    ])
    const again = await imported(server, send, 'v.csv', exportBytes('garage-vehicles.csv'))
    expect(again).toMatchObject({ created: 0, merged: 0, skipped: run.created + run.merged })
    const newer = await imported(
      server,
      send,
      'n.csv',
      'Müşteri No;Plaka;Araç;Kilometre\n1;06lyg7815;Tofaş;30.000\n1;34 ABC 1234;Renault;5\n99999;34 ABC 1235;Renault;5\n1;?;Renault;5\n',
    )
    expect(
      (await linesOf(send, newer.id)).map(({ outcome, codes }) => [outcome, ...codes].join(' ')),
    ).toEqual(['MERGED', 'CREATED', 'REFUSED CUSTOMER_UNKNOWN', 'REFUSED INVALID'])
    expect((await send(list)).data.vehicles.nodes[0]).toMatchObject({ model: 'Fiat Egea', odometerKm: 30000 })
  })
})
