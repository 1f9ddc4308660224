import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { type OracleSegments, oracleRows, readOracle } from '../../support/export-oracle.ts'
import {
  exportBytes,
  type ImportingBusiness,
  imported,
  importingBusiness,
  type LineRow,
  linesOf,
  type RunRow,
} from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

/** Of the salon's services those during which the person is free. */
const salonSegments: OracleSegments = {
  'Dip boya': [45, 40, 35],
  'Röfle / ombre': [75, 60, 45],
  'Keratin bakım': [60, 50, 40],
}

describe.each([
  ['salon', salonSegments],
  ['dental', {}],
  ['garage', {}],
] as const)('the exports of the %s, imported as they are on 20 November 2026', (key, segments) => {
  const oracle = readOracle(key, segments)
  let business: ImportingBusiness
  let customers: RunRow
  let appointments: RunRow
  let customerLines: LineRow[]
  let appointmentLines: LineRow[]

  beforeAll(async () => {
    business = await importingBusiness(server, key)
    const send = business.owner
    const [customerFile, appointmentFile] = [`${key}-customers.csv`, `${key}-appointments.csv`]
    customers = await imported(server, send, customerFile, exportBytes(customerFile))
    appointments = await imported(server, send, appointmentFile, exportBytes(appointmentFile))
    customerLines = await linesOf(send, customers.id)
    appointmentLines = await linesOf(send, appointments.id)
  })

  const linesWith = (code: string) =>
    appointmentLines.filter(({ codes }) => codes.includes(code)).map(({ line }) => line)
  const sql = <T extends object>(text: string) =>
    withClient(
      server.database.ownerUrl,
      async (client) => (await client.query<T>(text, [business.tenantId])).rows,
    )

  it('account for every data line of both files, with its cells', () => {
    for (const [file, lines] of [
      ['customers', customerLines],
      ['appointments', appointmentLines],
    ] as const) {
      const rows = oracleRows(`${key}-${file}.csv`)
      expect(lines.map(({ line }) => line)).toEqual(rows.map(({ line }) => line))
      expect(lines.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => Object.values(cells)))
    }
  })

  it('count the same in the run as in its lines', () => {
    for (const [run, lines] of [
      [customers, customerLines],
      [appointments, appointmentLines],
    ] as const) {
      const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length
      expect(run).toMatchObject({
        status: 'DONE',
        progress: 100,
        totalLines: lines.length,
        doneLines: lines.length,
        created: count('CREATED'),
        merged: count('MERGED'),
        skipped: count('SKIPPED'),
        conflicts: count('CONFLICT'),
        refused: count('REFUSED'),
        remarked: lines.filter(({ codes }) => codes.length > 0).length,
      })
    }
  })

  it('merge customers by telephone, then by e-mail', async () => {
    const { count, mergedByPhone, mergedByEmail, phones } = oracle.people
    expect(customers).toMatchObject({
      created: count,
      merged: mergedByPhone + mergedByEmail,
      refused: 0,
      skipped: 0,
    })
    const answer = await business.owner('{ customers { totalCount } }')
    expect(answer.data.customers.totalCount).toBe(count)
    const [stored] = await sql<{ phones: number }>(
      `select count(distinct p)::int as phones from customers c, unnest(array_append(other_phones, phone)) p where tenant_id = $1`,
    )
    expect(stored?.phones).toBe(phones)
  })

  it('lead each customer number to the person that its row belongs to', async () => {
    const rows = await sql<{ number: string; id: string }>(
      `select number, record_id as id from import_numbers where tenant_id = $1 and record_type = 'Customer'`,
    )
    const numbers = new Map(rows.map(({ number, id }) => [number, id]))
    const people = new Map<number, string>()
    for (const [number, person] of oracle.people.personOf) {
      const id = numbers.get(number)
      expect(id).toBeDefined()
      expect(people.get(person) ?? id).toBe(id)
      people.set(person, id as string)
    }
    expect(new Set(people.values()).size).toBe(oracle.people.count)
  })

  it('refuse impossible dates and unknown customers by line, and nothing else', () => {
    const refused = appointmentLines.filter(({ outcome }) => outcome === 'REFUSED')
    const reasons = { IMPOSSIBLE_DATE: 'IMPOSSIBLE_DATE', CUSTOMER_UNKNOWN: 'UNKNOWN_CUSTOMER' } as Record<
      string,
      string
    >
    expect(refused.map(({ line, codes }) => ({ line, reason: reasons[codes[0] ?? ''] }))).toEqual(
      oracle.refused,
    )
    expect(refused[0]?.remarks[0]).toMatchObject({
      effect: 'refused',
      message: { tr: expect.any(String), en: expect.any(String) },
    })
  })

  it('keep every status, and a postponed row as cancelled', async () => {
    const rows = await sql<{ status: string; reason: string | null; n: number }>(
      `select status, cancel_reason as reason, count(*)::int as n from appointments where tenant_id = $1 group by 1, 2`,
    )
    const found = Object.fromEntries(
      rows.map(({ status, reason, n }) => [[status, reason].filter(Boolean).join(' '), n]),
    )
    const { geldi, gelmedi, iptal, ertelendi, onayli, bekliyor } = oracle.counts
    const expected = {
      DONE: geldi,
      NO_SHOW: gelmedi,
      'CANCELLED OTHER': iptal,
      'CANCELLED POSTPONED': ertelendi,
      CONFIRMED: onayli,
      BOOKED: bekliyor,
    }
    expect(found).toEqual(Object.fromEntries(Object.entries(expected).filter(([, n]) => n > 0)))
  })

  it('keep past rows that are open, say so, and let overlapping ones ahead in as conflicts', async () => {
    expect(linesWith('STALE')).toEqual(oracle.stale)
    expect(linesWith('SLOT_OVERLAP')).toEqual(oracle.conflictsWithFreeProcessing)
    const conflicts = appointmentLines.filter(({ outcome }) => outcome === 'CONFLICT').map(({ line }) => line)
    expect(conflicts).toEqual(oracle.conflictsWithFreeProcessing)
    const listed = await business.owner('{ appointments(filter: { conflict: { eq: true } }) { totalCount } }')
    expect(listed.data.appointments.totalCount).toBe(conflicts.length)
  })

  it('take time from others only for what lies ahead and is open', async () => {
    const [blocking] = await sql<{ appointments: number; past: number }>(
      `select count(distinct appointment_id)::int as appointments,
         count(*) filter (where upper(during) <= '2026-11-20T14:20+03:00')::int as past
       from occupancies where tenant_id = $1 and blocking`,
    )
    const ahead = [...oracle.running, ...oracle.ahead].filter(
      (line) => !oracle.conflictsWithFreeProcessing.includes(line),
    )
    expect(blocking?.appointments).toBe(ahead.length)
    const [history] = await sql<{ n: number }>(
      'select count(distinct appointment_id)::int as n from occupancies where tenant_id = $1 and not blocking',
    )
    expect(history?.n).toBeGreaterThanOrEqual(oracle.counts.geldi)
  })

  it('record what was paid on the day of the visit, and nothing for visits free of charge', async () => {
    const rows = await sql<{ day: string; minor: string; n: number }>(
      `select (occurred_at at time zone 'Europe/Istanbul')::date::text as day, sum(net_minor)::text as minor, count(*)::int as n
       from revenue_events where tenant_id = $1 group by 1`,
    )
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(oracle.revenue.sales)
    const byDay = new Map(rows.map(({ day, minor }) => [day, BigInt(minor)]))
    const expected = new Map([...oracle.revenue.byDay].filter(([, minor]) => minor > 0n))
    expect([...byDay].sort()).toEqual([...expected].sort())
    expect(linesWith('FREE_OF_CHARGE').length).toBe(oracle.revenue.freeOfCharge)
  })

  it('tell of every record that was made, and of the runs, in the log', async () => {
    const rows = await sql<{ type: string; n: number }>(
      `select type, count(*)::int as n from tenant_event_logs where tenant_id = $1 group by 1`,
    )
    const events = Object.fromEntries(rows.map(({ type, n }) => [type, n]))
    expect(events).toMatchObject({
      'customer.created': oracle.people.count,
      'appointment.created': oracle.counts.rows,
      'revenue.event.created': oracle.revenue.sales,
      'import.started': 2,
      'import.finished': 2,
    })
  })

  it('change nothing when they are imported again', async () => {
    const before = await checksums(business.tenantId)
    for (const file of [`${key}-customers.csv`, `${key}-appointments.csv`]) {
      const again = await imported(server, business.manager, file, exportBytes(file))
      const refused = file.includes('appointments') ? oracle.refused.length : 0
      expect(again).toMatchObject({ status: 'DONE', created: 0, merged: 0, conflicts: 0, refused })
      expect(again.skipped).toBe(again.totalLines - refused)
    }
    expect(await checksums(business.tenantId)).toEqual(before)
  })

  /** One digest per table, but for the imports' own and the log. */
  async function checksums(tenantId: string): Promise<Record<string, string>> {
    return withClient(server.database.ownerUrl, async (client) => {
      const sums: Record<string, string> = {}
      for (const table of [
        'customers',
        'customer_notes',
        'consents',
        'services',
        'staff_members',
        'tenant_resources',
        'appointments',
        'occupancies',
        'revenue_events',
        'import_numbers',
      ]) {
        const { rows } = await client.query(
          `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t where tenant_id = $1`,
          [tenantId],
        )
        sums[table] = rows[0].sum
      }
      return sums
    })
  }
})
