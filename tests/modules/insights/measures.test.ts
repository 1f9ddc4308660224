import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { Appointment } from '../../../modules/calendar/index.ts'
import { foldDeltas, rebuildMeasures } from '../../../modules/insights/index.ts'
import { recordSales } from '../../../modules/revenue/index.ts'
import { encodeId, newId, recordMeta } from '../../../schema/index.ts'
import { testBusiness } from '../../support/business.ts'
import { act, at, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { deltasOf, driftOf, keptSums, plantAppointment } from '../../support/insights.ts'
import { recorded, reverse } from '../../support/revenue.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const newCalendar = async () => testCalendar(await testBusiness(server))
const sumsOf = ({ business }: TestCalendar) => keptSums(server, business.tenantId)

function plant(
  { business, customerId, serviceId, staffId }: TestCalendar,
  startsAt: string,
  status: Appointment['status'],
) {
  return business.context.write(async (work) =>
    plantAppointment(work, business.branch.id, {
      customerId: uuidOf(customerId),
      serviceId: uuidOf(serviceId),
      staffId: uuidOf(staffId),
      startsAt,
      status,
    }),
  )
}

describe('measures', () => {
  it('follow an appointment from status to status, and back', async () => {
    const calendar = await newCalendar()
    const { owner, business } = calendar
    const { id } = await plant(calendar, '2026-11-20T10:00:00+03:00', 'BOOKED')
    expect(await sumsOf(calendar)).toEqual({ 'appointments_scheduled 2026-11-20': 1 })
    const missed = await act(owner, 'markAppointmentNoShow', { id: encodeId('apt', id), version: 1 })
    expect(await sumsOf(calendar)).toEqual({
      'appointments_no_show 2026-11-20': 1,
      'appointments_scheduled 2026-11-20': 1,
    })
    const { appointment } = await act(owner, 'markAppointmentArrived', {
      id: encodeId('apt', id),
      version: missed.appointment?.version,
    })
    await act(owner, 'completeAppointment', { id: encodeId('apt', id), version: appointment?.version })
    expect(await sumsOf(calendar)).toEqual({
      'appointments_done 2026-11-20': 1,
      'appointments_scheduled 2026-11-20': 1,
    })
    expect(await driftOf(business)).toEqual([])
  })

  it('move to another day when an appointment moves over midnight in Istanbul, which is no midnight in UTC', async () => {
    const calendar = await newCalendar()
    const { id, version } = await calendar.booked({ startsAt: at('18:00') })
    expect(await sumsOf(calendar)).toEqual({ 'appointments_scheduled 2026-11-23': 1 })
    // 00:30 on Tuesday is still 21:30 on Monday in UTC.
    const moved = await act(calendar.owner, 'rescheduleAppointment', {
      id,
      version,
      startsAt: at('00:30', '2026-11-24'),
      allowOutsideHours: true,
    })
    expect(moved.refused).toEqual([])
    expect(await sumsOf(calendar)).toEqual({ 'appointments_scheduled 2026-11-24': 1 })
    expect(await driftOf(calendar.business)).toEqual([])
  })

  it('count a cancellation, but not one that only postpones', async () => {
    const calendar = await newCalendar()
    for (const [time, reason] of [
      ['10:00', 'CUSTOMER'],
      ['12:00', 'POSTPONED'],
    ]) {
      const { id, version } = await calendar.booked({ startsAt: at(time as string) })
      await act(calendar.owner, 'cancelAppointment', { id, version, reason })
    }
    expect(await sumsOf(calendar)).toEqual({
      'appointments_cancelled 2026-11-23': 1,
      'appointments_scheduled 2026-11-23': 2,
    })
  })

  it('add sales in the currency of the business and subtract their reversals', async () => {
    const { business } = await newCalendar()
    const { id } = await recorded(business.owner, {
      grossMinor: '1000',
      taxMinor: '100',
      occurredAt: '2026-11-19T22:00:00Z',
    })
    await recorded(business.owner, { grossMinor: '7777', currency: 'EUR' })
    await recorded(business.owner, { grossMinor: '40' })
    expect(await keptSums(server, business.tenantId)).toEqual({ 'revenue_net 2026-11-20': 940 })
    await reverse(business.owner, id)
    expect(await keptSums(server, business.tenantId)).toEqual({ 'revenue_net 2026-11-20': 40 })
    expect(await driftOf(business)).toEqual([])
  })

  it('are not touched by a change that counts nothing, nor by one that is refused', async () => {
    const calendar = await newCalendar()
    const { business, owner } = calendar
    const { id } = await plant(calendar, '2026-11-20T10:00:00+03:00', 'BOOKED')
    const before = await deltasOf(server, business.tenantId)
    await act(owner, 'confirmAppointment', { id: encodeId('apt', id), version: 1 })
    const refused = business.context.write(async (work) => {
      const row = await work.change<Appointment>(Appointment, encodeId('apt', id))
      row.status = 'DONE'
      await work.flush()
      throw new Error('No.')
    })
    await expect(refused).rejects.toThrow('No.')
    expect(await deltasOf(server, business.tenantId)).toBe(before)
    expect(await driftOf(business)).toEqual([])
  })

  it('count rows that bulk SQL inserted and changed, in as few deltas as there are days', async () => {
    const calendar = await newCalendar()
    const { business, customerId, serviceId, staffId } = calendar
    const ids = Array.from({ length: 500 }, () => newId())
    await business.context.write(async (work) => {
      await work.sql(
        `insert into appointments (tenant_id, id, created_at, updated_at, customer_id, service_id, staff_id, branch_id,
           starts_at, ends_at, status, status_changed_at, source, conflict)
         select $1, t.id, $2, $2, $3, $4, $5, $6, $7::timestamptz + t.n % 10 * interval '1 day',
           $7::timestamptz + t.n % 10 * interval '1 day' + interval '1 hour',
           case t.n % 5 when 0 then 'NO_SHOW' else 'DONE' end, $2, 'IMPORT', false
         from unnest($8::uuid[]) with ordinality t(id, n)`,
        [
          business.tenantId,
          work.now,
          uuidOf(customerId),
          uuidOf(serviceId),
          uuidOf(staffId),
          business.branch.id,
          new Date('2026-09-01T10:00:00Z'),
          ids,
        ],
      )
      work.created(recordMeta(Appointment), ids)
    })
    // Ten days, two of them with missed ones only: scheduled on ten, done on eight, missed on two.
    expect(await deltasOf(server, business.tenantId)).toBe(20)
    expect(await driftOf(business)).toEqual([])
    await business.context.write(async (work) => {
      await work.changing(recordMeta(Appointment), ids)
      await work.sql(
        "update appointments set status = 'CANCELLED' where tenant_id = $1 and id = any($2::uuid[])",
        [business.tenantId, ids],
      )
    })
    const sums = await sumsOf(calendar)
    expect(Object.keys(sums).filter((key) => /done|no_show/.test(key))).toEqual([])
    expect(sums['appointments_cancelled 2026-09-03']).toBe(50)
    expect(await driftOf(business)).toEqual([])
  })

  it('come out right when many change the same appointment at once', async () => {
    const calendar = await newCalendar()
    const { business } = calendar
    const { id } = await plant(calendar, '2026-11-20T10:00:00+03:00', 'BOOKED')
    const statuses: Appointment['status'][] = [
      'DONE',
      'NO_SHOW',
      'ARRIVED',
      'CANCELLED',
      'DONE',
      'NO_SHOW',
      'DONE',
    ]
    await Promise.all(
      statuses.map((status) =>
        business.context.write(async (work) => {
          const row = await work.change<Appointment>(Appointment, encodeId('apt', id))
          row.status = status
        }),
      ),
    )
    expect(await driftOf(business)).toEqual([])
  })

  it('are told apart from rows by the check when somebody changes rows behind their back', async () => {
    const calendar = await newCalendar()
    await plant(calendar, '2026-11-20T10:00:00+03:00', 'DONE')
    await withClient(server.database.ownerUrl, (client) =>
      client.query("update appointments set status = 'NO_SHOW' where tenant_id = $1", [
        calendar.business.tenantId,
      ]),
    )
    const drift = await driftOf(calendar.business)
    expect(drift.map(({ measure, kept, counted }) => [measure, kept, counted])).toEqual([
      ['appointments_done', '1', null],
      ['appointments_done', '1', null],
      ['appointments_no_show', null, '1'],
      ['appointments_no_show', null, '1'],
    ])
    await calendar.business.context.write((work) =>
      rebuildMeasures(work, calendar.business.context.set.measures),
    )
    expect(await driftOf(calendar.business)).toEqual([])
  })
})

describe('folding', () => {
  it('changes no sum, leaves nothing behind, and counts nothing twice when several fold while others write', async () => {
    const calendar = await newCalendar()
    const { business } = calendar
    const write = (day: number) =>
      business.context.write((work) =>
        recordSales(work, [
          {
            grossMinor: 10n,
            method: 'CASH',
            source: 'IMPORT',
            occurredAt: new Date(Date.UTC(2026, 9, day, 12)),
          },
        ]),
      )
    const folds: Promise<number>[] = []
    const written = Array.from({ length: 60 }, async (_, index) => {
      await write(1 + (index % 7))
      folds.push(foldDeltas(server.setting.pool), foldDeltas(server.setting.pool))
    })
    await Promise.all(written)
    await Promise.all(folds)
    await foldDeltas(server.setting.pool)
    expect(await deltasOf(server, business.tenantId)).toBe(0)
    const sums = Object.values(await sumsOf(calendar)).reduce((one, other) => one + other, 0)
    expect(sums).toBe(600)
    expect(await driftOf(business)).toEqual([])
  })

  it('is done for every business by one call, each into its own rollups', async () => {
    const calendars = [await newCalendar(), await newCalendar()]
    for (const calendar of calendars) await plant(calendar, '2026-11-20T10:00:00+03:00', 'DONE')
    await foldDeltas(server.setting.pool)
    for (const calendar of calendars) {
      expect(await deltasOf(server, calendar.business.tenantId)).toBe(0)
      expect(await sumsOf(calendar)).toMatchObject({ 'appointments_done 2026-11-20': 1 })
    }
  })
})

function changeTimeZone({ business, owner }: TestCalendar, timeZone: string) {
  return owner(
    'mutation ($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { timeZone } userErrors { code } } }',
    { input: { id: encodeId('ten', business.tenantId), version: 1, timeZone } },
  )
}

describe('a change of time zone', () => {
  it('counts every day anew, folded or not, and what is written meanwhile is counted in the new one', async () => {
    const calendar = await newCalendar()
    const { business } = calendar
    // Half past one in Istanbul is half past ten the evening before in London.
    await plant(calendar, '2026-11-20T01:30:00+03:00', 'DONE')
    await foldDeltas(server.setting.pool)
    await plant(calendar, '2026-11-19T01:30:00+03:00', 'NO_SHOW')
    expect(await sumsOf(calendar)).toMatchObject({
      'appointments_done 2026-11-20': 1,
      'appointments_no_show 2026-11-19': 1,
    })
    const settings = changeTimeZone(calendar, 'Europe/London')
    const meanwhile = Array.from({ length: 10 }, () => plant(calendar, '2026-11-18T01:30:00+03:00', 'DONE'))
    const [changed] = await Promise.all([settings, ...meanwhile])
    expect(changed.data.updateTenant).toEqual({ tenant: { timeZone: 'Europe/London' }, userErrors: [] })
    expect(await sumsOf(calendar)).toEqual({
      'appointments_done 2026-11-17': 10,
      'appointments_done 2026-11-19': 1,
      'appointments_no_show 2026-11-18': 1,
      'appointments_scheduled 2026-11-17': 10,
      'appointments_scheduled 2026-11-18': 1,
      'appointments_scheduled 2026-11-19': 1,
    })
    expect(await driftOf(business)).toEqual([])
  })

  it('waits for whoever counts in the old one, so that nothing is left on the wrong day', async () => {
    const calendar = await newCalendar()
    const { business } = calendar
    const { id } = await plant(calendar, '2026-11-20T01:30:00+03:00', 'BOOKED')
    const [counted, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const change = business.context.write(async (work) => {
      const row = await work.change<Appointment>(Appointment, encodeId('apt', id))
      counted.resolve()
      await goOn.promise
      row.status = 'DONE'
    })
    await counted.promise
    let changed = false
    const settings = changeTimeZone(calendar, 'Europe/London').finally(() => {
      changed = true
    })
    await withClient(server.database.superuserUrl, async (client) => {
      for (let waits = false; !waits && !changed; ) {
        const { rows } = await client.query(
          `select exists (select from pg_locks l join pg_database d on d.oid = l.database
             where d.datname = current_database() and l.locktype = 'advisory' and not l.granted) as waits`,
        )
        waits = rows[0].waits
      }
    })
    goOn.resolve()
    await Promise.all([change, settings])
    expect(await sumsOf(calendar)).toEqual({
      'appointments_done 2026-11-19': 1,
      'appointments_scheduled 2026-11-19': 1,
    })
    expect(await driftOf(business)).toEqual([])
  })
})
