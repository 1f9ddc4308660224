import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { anchor, daysAhead } from './size.ts'

const patienceMs = 30_000

/** Folds the deltas that bookings left and waits until the feed has their events, so that no server works off another's. */
export async function settle(client: pg.Client): Promise<void> {
  for (let moved = 1; moved > 0; ) {
    const { rows } = await client.query('select fold_kpi_deltas(5000) as moved')
    moved = rows[0].moved
  }
  const until = performance.now() + patienceMs
  for (;;) {
    const { rows } = await client.query('select exists (select from event_outbox) as waits')
    if (!rows[0].waits) return
    if (performance.now() > until) throw new Error('The feed does not take the events of the bookings.')
    await client.query('select from relay_append_feed(5000)')
    await delay(20)
  }
}

/** Takes away what bookings of an earlier run left, so that each run begins with the same rows. */
export async function forgetBookings(client: pg.Client): Promise<void> {
  const after = new Date(anchor.getTime() + (daysAhead + 1) * 86_400_000)
  const { rows } = await client.query(
    'select exists (select from appointments where starts_at > $1) as any',
    [after],
  )
  if (!rows[0].any) return
  await settle(client)
  await client.query('begin')
  // Foreign keys and the guards of the event log, which even an administrator meets otherwise.
  await client.query("set local session_replication_role = 'replica'")
  const guards = await client.query<{ owner: string; name: string }>(
    `select tgrelid::regclass::text as owner, tgname as name from pg_trigger
     where tgrelid::regclass::text like 'tenant_event_logs%' and tgname like 'refuse%' and tgenabled = 'A'
       and tgparentid = 0`,
  )
  const each = async (verb: string) => {
    for (const { owner, name } of guards.rows)
      await client.query(`alter table ${owner} ${verb} trigger ${name}`)
  }
  await each('disable')
  await client.query('delete from occupancies where lower(during) > $1', [after])
  await client.query('delete from appointments where starts_at > $1', [after])
  await client.query(
    `update kpi_months m set amounts = (
       select array_agg(case when m.month + d.place::int - 1 > $1::date then 0 else d.amount end order by d.place)
       from unnest(m.amounts) with ordinality d(amount, place))
     where m.month + 30 > $1::date`,
    [after],
  )
  await client.query(
    `with gone as (delete from tenant_event_logs where occurred_at > $1 and type = 'appointment.created'
       and subject_type = 'Appointment' returning tenant_id, id)
     delete from event_feed f using gone g where f.tenant_id = g.tenant_id and f.event_id = g.id`,
    [anchor],
  )
  await each('enable always')
  await client.query('commit')
  await vacuumAfterBookings(client)
}

/** What the vacuum in the background does within a minute, at a time when nothing is measured. */
export async function vacuumAfterBookings(client: pg.Client): Promise<void> {
  await client.query(
    'vacuum (analyze) occupancies, appointments, kpi_months, kpi_deltas, tenant_event_logs, event_feed, event_outbox',
  )
}
