import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { recordSales, reverseSales, type Sale } from '../../../modules/revenue/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { eventsAbout, type TestCalendar, testCalendar, uuidOf, written } from '../../support/calendar.ts'
import { record, recorded, reverse } from '../../support/revenue.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let business: TestBusiness
let other: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  other = await testBusiness(server)
  calendar = await testCalendar(business)
})
afterAll(() => server?.close())

const sale: Sale = {
  grossMinor: 100n,
  method: 'CASH',
  occurredAt: new Date('2026-11-20T08:00:00Z'),
  source: 'IMPORT',
}

describe('the ledger', () => {
  it('records a sale with what is left of the gross amount, in the currency of the business, and tells of it', async () => {
    const { revenueEvent, refused } = await record(business.owner, {
      grossMinor: '120000',
      discountMinor: '10000',
      taxMinor: '18333',
      feeMinor: '2500',
      method: 'CARD',
    })
    expect(refused).toEqual([])
    expect(revenueEvent).toMatchObject({
      kind: 'SALE',
      netMinor: '89167',
      currency: 'TRY',
      occurredAt: '2026-11-20T11:20:00.000Z',
      reversalOf: null,
      branch: { id: calendar.branchId },
    })
    expect(await eventsAbout(server, revenueEvent?.id ?? '')).toMatchObject([
      { type: 'revenue.event.created', payload: { netMinor: '89167', currency: 'TRY', method: 'CARD' } },
    ])
  })

  it('takes customer, staff, service and branch from the appointment that was paid', async () => {
    const appointment = await calendar.booked()
    const event = await recorded(business.manager, { grossMinor: '50000', appointmentId: appointment.id })
    expect(event).toMatchObject({
      appointment: { id: appointment.id },
      customer: { id: calendar.customerId },
      staff: { id: calendar.staffId },
      service: { id: calendar.serviceId },
    })
  })

  it.each([
    [
      'a net amount that is not what is left',
      { grossMinor: '100', netMinor: '99' },
      'AMOUNTS_DO_NOT_ADD_UP netMinor',
    ],
    [
      'more discount than price',
      { grossMinor: '100', discountMinor: '101' },
      'AMOUNTS_DO_NOT_ADD_UP netMinor',
    ],
    ['a negative amount', { grossMinor: '100', feeMinor: '-1' }, 'TOO_SMALL feeMinor'],
    [
      'a moment to come',
      { grossMinor: '100', occurredAt: '2026-11-20T11:20:01Z' },
      'IN_THE_FUTURE occurredAt',
    ],
    ['a currency that is none', { grossMinor: '100', currency: 'lira' }, 'INVALID currency'],
  ])('refuses %s and writes nothing', async (_, input, refusal) => {
    const before = await lines()
    expect((await record(business.owner, input)).refused).toEqual([refusal])
    expect(await lines()).toBe(before)
  })

  it('refuses an outside number that it has already', async () => {
    await recorded(business.owner, { grossMinor: '100', externalRef: 'POS-1' })
    expect((await record(business.owner, { grossMinor: '100', externalRef: 'POS-1' })).refused).toEqual([
      'DUPLICATE externalRef',
    ])
    expect((await record(other.owner, { grossMinor: '100', externalRef: 'POS-1' })).refused).toEqual([])
  })

  it('refuses customers and sales of another business as unknown ones', async () => {
    expect(
      (await record(other.owner, { grossMinor: '100', customerId: calendar.customerId })).refused,
    ).toEqual(['NOT_FOUND customerId'])
    const { id } = await recorded(business.owner, { grossMinor: '100' })
    expect((await reverse(other.owner, id)).refused).toEqual(['NOT_FOUND id'])
  })

  it('is written by owners and managers only', async () => {
    const answer = await business.staff(
      'mutation { recordRevenue(input: { grossMinor: "1", method: CASH }) { userErrors { code } } }',
    )
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})

describe('a reversal', () => {
  it('negates every amount, keeps the links, says why, and is told of', async () => {
    const { id } = await recorded(business.owner, {
      grossMinor: '1000',
      discountMinor: '100',
      taxMinor: '150',
      feeMinor: '20',
      customerId: calendar.customerId,
      occurredAt: '2026-11-01T10:00:00Z',
    })
    const { revenueEvent } = await reverse(business.manager, id, '  Müşteri vazgeçti ')
    expect(revenueEvent).toMatchObject({
      kind: 'REVERSAL',
      grossMinor: '-1000',
      discountMinor: '-100',
      taxMinor: '-150',
      feeMinor: '-20',
      netMinor: '-730',
      reason: 'Müşteri vazgeçti',
      occurredAt: '2026-11-20T11:20:00.000Z',
      reversalOf: { id },
      customer: { id: calendar.customerId },
    })
    const [event] = await eventsAbout(server, revenueEvent?.id ?? '')
    expect(event).toMatchObject({
      type: 'revenue.event.reversed',
      payload: { netMinor: '-730', reversalOf: uuidOf(id) },
    })
    expect(JSON.stringify(event)).not.toContain('vazgeçti')
  })

  it('happens once: of ten at a time, one', async () => {
    const { id } = await recorded(business.owner, { grossMinor: '1000' })
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => reverse(business.owner, id)))
    expect(outcomes.filter(({ revenueEvent }) => revenueEvent)).toHaveLength(1)
    expect(new Set(outcomes.flatMap(({ refused }) => refused))).toEqual(new Set(['ALREADY_REVERSED id']))
  })

  it('is final, and needs a reason', async () => {
    const { id } = await recorded(business.owner, { grossMinor: '1000' })
    expect((await reverse(business.owner, id, '  ')).refused).toEqual(['REQUIRED reason'])
    expect((await reverse(business.owner, id, 'x'.repeat(501))).refused).toEqual(['TOO_LONG reason'])
    const { revenueEvent } = await reverse(business.owner, id)
    expect((await reverse(business.owner, revenueEvent?.id ?? '')).refused).toEqual(['REVERSAL_IS_FINAL id'])
  })
})

describe('the ledger in SQL', () => {
  it('cannot be changed by requests, nor by the owner of the tables', async () => {
    const { id } = await recorded(business.owner, { grossMinor: '1000' })
    for (const change of [
      "update revenue_events set reason = 'x' where id = $1",
      'delete from revenue_events where id = $1',
    ]) {
      const asRequest = business.context.write((work) => work.sql(change, [uuidOf(id)]))
      await expect(asRequest).rejects.toMatchObject({ code: '42501' })
      const asOwner = withClient(server.database.ownerUrl, (client) => client.query(change, [uuidOf(id)]))
      await expect(asOwner).rejects.toMatchObject({ code: '23001' })
    }
    const truncated = withClient(server.database.superuserUrl, (client) =>
      client.query('truncate revenue_events'),
    )
    await expect(truncated).rejects.toMatchObject({ code: '23001' })
  })

  it('holds no line whose amounts do not add up, and no second reversal', async () => {
    const { id } = await recorded(business.owner, { grossMinor: '1000' })
    const copy = (values: string) =>
      withClient(server.database.ownerUrl, (client) =>
        client.query(
          `insert into revenue_events (tenant_id, id, created_at, updated_at, gross_minor, discount_minor, tax_minor, fee_minor,
             net_minor, currency, method, occurred_at, source, kind, reversal_of_id)
           select tenant_id, gen_random_uuid(), created_at, updated_at, ${values} from revenue_events where id = $1`,
          [uuidOf(id)],
        ),
      )
    const more = 'currency, method, occurred_at, source'
    await expect(copy(`1000, 0, 0, 0, 999, ${more}, 'SALE', null`)).rejects.toMatchObject({ code: '23514' })
    await expect(copy(`1000, 0, 0, 0, 1000, ${more}, 'REVERSAL', id`)).rejects.toMatchObject({
      code: '23514',
    })
    await expect(copy(`-1000, 0, 0, 0, -1000, ${more}, 'REVERSAL', null`)).rejects.toMatchObject({
      code: '23514',
    })
    await reverse(business.owner, id)
    await expect(copy(`-1000, 0, 0, 0, -1000, ${more}, 'REVERSAL', id`)).rejects.toMatchObject({
      code: '23505',
    })
  })
})

describe('many lines at once', () => {
  it('are written in one go of at most 500, each with its event, and reversed as of when they were sold', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      ...sale,
      grossMinor: BigInt(index),
      externalRef: `L${index}`,
    }))
    const [before, told] = [await lines(), await written(server, business.tenantId)]
    const ids = await business.context.write((work) => recordSales(work, many))
    expect(await lines()).toBe(before + 500)
    expect((await written(server, business.tenantId)).events).toBe(told.events + 500)
    await expect(business.context.write((work) => recordSales(work, [...many, sale]))).rejects.toThrow(
      'At most 500',
    )
    const sold =
      'select coalesce(sum(net_minor), 0)::text as net, count(*)::int as lines from revenue_events where occurred_at = $1'
    const [after] = await business.context.write(async (work) => {
      await reverseSales(work, ids, 'Import undone', 'when-sold')
      return work.sql(sold, [sale.occurredAt])
    })
    expect(after).toEqual({ net: '0', lines: 1000 })
  })

  it('are refused together, with the index of each line that is wrong', async () => {
    const before = await lines()
    const wrong = [sale, { ...sale, netMinor: 1n }, { ...sale, grossMinor: -1n }]
    const refused = business.context.write((work) => recordSales(work, wrong, ['lines']))
    await expect(refused).rejects.toMatchObject({
      reasons: [
        { code: 'AMOUNTS_DO_NOT_ADD_UP', field: ['lines', '1', 'netMinor'] },
        { code: 'TOO_SMALL', field: ['lines', '2', 'grossMinor'] },
      ],
    })
    expect(await lines()).toBe(before)
  })
})

async function lines(): Promise<number> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query('select count(*)::int as lines from revenue_events')
    return rows[0].lines
  })
}
