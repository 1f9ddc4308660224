import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { readOracle } from '../../support/export-oracle.ts'
import {
  exportBytes,
  imported,
  importingBusiness,
  linesOf,
  type RunRow,
  settled,
} from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  business = await testBusiness(server)
})
afterAll(() => server?.close())

const file = (text: string, name = 'liste.csv') =>
  imported(server, business.owner, name, text, { createMissing: true })

async function undone(
  run: RunRow,
  by: TestBusiness | Pick<TestBusiness, 'owner'> = business,
): Promise<RunRow> {
  const answer = await by.owner(
    'mutation ($input: ImportRunInput!) { undoImport(input: $input) { importRun { status } userErrors { code } } }',
    { input: { id: run.id } },
  )
  expect(answer.data.undoImport).toEqual({ importRun: { status: 'UNDOING' }, userErrors: [] })
  return settled(server, by.owner, run.id)
}

const ask = async (query: string, variables?: Record<string, unknown>) => {
  const answer = await business.owner(query, variables)
  expect(answer.errors).toBeUndefined()
  return answer.data
}

const fates = async (run: RunRow) =>
  (await linesOf(business.owner, run.id)).map(({ undone, keptBecause }) =>
    [undone, keptBecause].filter(Boolean).join(' '),
  )

const people = 'Müşteri No;Ad;Telefon;SMS İzni;Not\n1;Ayşe;05323282791;Evet;VIP\n2;Veli;05334445566;;\n'

describe('undoing an import of customers', () => {
  it('removes whom it made, with notes and consents, and lets the same file in again', async () => {
    const run = await file(people)
    expect(await undone(run)).toMatchObject({ status: 'UNDONE', undone: 2, kept: 0 })
    expect(await fates(run)).toEqual(['REMOVED', 'REMOVED'])
    const left = await ask(
      '{ customers { totalCount } customerNotes { totalCount } consents { totalCount } }',
    )
    expect(left).toEqual({
      customers: { totalCount: 0 },
      customerNotes: { totalCount: 0 },
      consents: { totalCount: 0 },
    })
    expect(await file(people)).toMatchObject({ created: 2, skipped: 0, refused: 0 })
  })

  it('takes back what it filled in of somebody who was there before, where it still stands', async () => {
    const made = await ask(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }',
      { input: { givenName: 'Ayşe', phone: '05323282791' } },
    )
    const { id } = made.createCustomer.customer
    const run = await file(
      'Ad;Soyad;Telefon;E-posta;Doğum Tarihi;Not\nAyşe;Kaya;05323282791;ayse@example.com;01.02.1980;VIP\nAyşe;Kaya;05320000001;ayse@example.com;;\n',
    )
    expect(run).toMatchObject({ merged: 2 })
    const read = async () =>
      (
        await ask(
          'query ($id: ID!) { customer(id: $id) { version name familyName otherPhones email birthday notes { totalCount } } }',
          { id },
        )
      ).customer
    const { version } = await read()
    await ask(
      'mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { id } } }',
      {
        input: { id, version, birthday: '1981-02-01' },
      },
    )
    await undone(run)
    expect(await fates(run)).toEqual(['RESTORED', 'RESTORED'])
    expect(await read()).toMatchObject({
      familyName: null,
      otherPhones: [],
      email: null,
      birthday: '1981-02-01',
      notes: { totalCount: 0 },
    })
  })

  it('keeps whom somebody changed since, or booked for, and says why', async () => {
    const run = await file(people)
    const { customers } = await ask('{ customers { nodes { id version name } } }')
    const [ayse, veli] = customers.nodes
    await ask(
      'mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { id } } }',
      {
        input: { id: ayse.id, version: ayse.version, tags: ['VIP'] },
      },
    )
    await file('Müşteri No;Hizmet;Personel;Tarih;Durum\n2;Fön;Personel;01.03.2026 10:00;Gelmedi\n', 'b.csv')
    expect(await undone(run)).toMatchObject({ status: 'UNDONE', undone: 0, kept: 2 })
    expect(await fates(run)).toEqual(['KEPT CHANGED_SINCE', 'KEPT IN_USE'])
    const left = await ask('{ customers { nodes { name notes { totalCount } consents { totalCount } } } }')
    expect(left.customers.nodes).toMatchObject([
      { name: 'Ayşe', notes: { totalCount: 1 }, consents: { totalCount: 1 } },
      { name: veli.name },
    ])
  })
})

describe('undoing an import of appointments', () => {
  it('frees their time, reverses their sales on the same day, and removes what was made for them', async () => {
    const salon = await importingBusiness(server, 'dental')
    const oracle = readOracle('dental')
    await imported(server, salon.owner, 'c.csv', exportBytes('dental-customers.csv'))
    const run = await imported(server, salon.owner, 'a.csv', exportBytes('dental-appointments.csv'))
    expect(await undone(run, salon)).toMatchObject({ status: 'UNDONE', undone: oracle.counts.rows, kept: 0 })
    const rows = await withClient(server.database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        `select (select count(*)::int from appointments where tenant_id = $1 and archived_at is null) as appointments,
           (select count(*)::int from occupancies where tenant_id = $1) as occupancies,
           (select count(*)::int from revenue_events where tenant_id = $1) as lines,
           (select max(abs(net))::int from (select sum(net_minor) as net from revenue_events where tenant_id = $1
             group by (occurred_at at time zone 'Europe/Istanbul')::date) d) as net,
           (select coalesce(max(abs(amount)), 0)::int from (select sum(amount) as amount from kpi_deltas where tenant_id = $1
             group by measure, day, branch_id, assignee_id) d) as measured`,
        [salon.tenantId],
      )
      return rows[0]
    })
    expect(rows).toEqual({
      appointments: 0,
      occupancies: 0,
      lines: 2 * oracle.revenue.sales,
      net: 0,
      measured: 0,
    })
    const again = await imported(server, salon.owner, 'a.csv', exportBytes('dental-appointments.csv'))
    expect(again).toMatchObject({ created: run.created, conflicts: run.conflicts, skipped: 0 })
  })

  it('keeps one that somebody moved on since, with its sale, and removes services that nobody uses any more', async () => {
    await file('Müşteri No;Ad\n1;Ayşe\n', 'c.csv')
    const run = await file(
      'Randevu No;Müşteri No;Hizmet;Personel;Tarih;Durum;Tutar\nA1;1;Fön;Yeni;24.11.2026 10:00;Onaylı;\nA2;1;Boya;Yeni;01.03.2026 10:00;Geldi;100,00\n',
      'a.csv',
    )
    const { appointments } = await ask(
      '{ appointments(filter: { status: { eq: CONFIRMED } }) { nodes { id version } } }',
    )
    const [{ id, version }] = appointments.nodes
    const cancelled = await ask(
      'mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { userErrors { code } } }',
      { input: { id, version, reason: 'CUSTOMER' } },
    )
    expect(cancelled.cancelAppointment.userErrors).toEqual([])
    expect(await undone(run)).toMatchObject({ undone: 1, kept: 1 })
    expect(await fates(run)).toEqual(['KEPT CHANGED_SINCE', 'REMOVED'])
    const left = await ask(
      '{ services(filter: { name: { in: ["Fön", "Boya"] } }) { nodes { name } } staffMembers { nodes { name } } }',
    )
    expect(left.services.nodes).toEqual([{ name: 'Fön' }])
    expect(left.staffMembers.nodes.map(({ name }: { name: string }) => name)).toContain('Yeni')
  })
})

describe('what may be undone', () => {
  const undo =
    'mutation ($input: ImportRunInput!) { undoImport(input: $input) { importRun { id } userErrors { code } } }'

  it('is a run that is over, once', async () => {
    const run = await file(people)
    await undone(run)
    const twice = await ask(undo, { input: { id: run.id } })
    expect(twice.undoImport.userErrors).toEqual([{ code: 'IMPORT_STATUS' }])
  })

  it('is a run of the own business, and by owners and managers', async () => {
    const run = await file(people)
    const other = await testBusiness(server)
    const foreign = await other.owner(undo, { input: { id: run.id } })
    expect(foreign.data.undoImport).toEqual({ importRun: null, userErrors: [{ code: 'NOT_FOUND' }] })
    expect((await business.staff(undo, { input: { id: run.id } })).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    )
  })
})
