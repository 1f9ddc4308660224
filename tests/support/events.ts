import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { expect, vi } from 'vitest'
import { withClient } from '../../gateway/database/roles.ts'
import { testNow } from './clock.ts'

/** Begins a transaction as a request of this tenant would. */
export async function beginAs(client: pg.ClientBase, tenantId: string): Promise<void> {
  await client.query('begin')
  await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
}

/** Writes one event in the open transaction and returns its id. */
export async function writeEvent(
  client: pg.ClientBase,
  tenantId: string,
  occurredAt = testNow,
): Promise<string> {
  const id = randomUUID()
  await client.query(
    `insert into tenant_event_logs (tenant_id, id, type, occurred_at, actor_kind) values ($1, $2, 'test.happened', $3, 'system')`,
    [tenantId, id, occurredAt],
  )
  return id
}

/** Writes one event in a transaction of its own. */
export async function commitEvent(
  client: pg.ClientBase,
  tenantId: string,
  occurredAt = testNow,
): Promise<string> {
  await beginAs(client, tenantId)
  const id = await writeEvent(client, tenantId, occurredAt)
  await client.query('commit')
  return id
}

/**
 * The tenant's place in its feed once everything written so far has arrived there: a subscription from it brings
 * exactly what a test does next.
 */
export async function settledPosition(ownerUrl: string, tenantId: string): Promise<string> {
  return withClient(ownerUrl, (client) =>
    vi.waitFor(async () => {
      const { rows } = await client.query(
        `select (select count(*)::int from event_outbox where tenant_id = $1) as waiting,
           (select coalesce(max(position), 0)::text from event_feed where tenant_id = $1) as position`,
        [tenantId],
      )
      expect(rows[0].waiting).toBe(0)
      return rows[0].position as string
    }, 10_000),
  )
}
