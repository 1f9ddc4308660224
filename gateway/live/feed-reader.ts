import type { Pool } from 'pg'
import { type Ask, type Reader, Statement } from '../../schema/index.ts'

/** What live updates need of an event; its payload stays in the log. */
export interface FeedEvent {
  readonly position: number
  readonly eventType: string
  readonly subjectType: string | null
  readonly subjectId: string | null
  readonly at: string
  /** TypeID of the staff member that the record was taken from, when a verb says so in its payload. */
  readonly previousStaffId: string | null
}

/** Where a tenant's feed begins and ends; both 0 when it is empty. */
export interface FeedBounds {
  readonly first: number
  readonly last: number
}

/** Reads feeds as the request role, each under its own tenant. Timeless: it keeps nothing. */
export class FeedReader {
  constructor(
    private readonly pool: Pool,
    private readonly ask: Ask,
  ) {}

  async bounds(tenantId: string): Promise<FeedBounds> {
    const statement = new Statement(tenantId)
    const end = (direction: string) =>
      `coalesce((select f.position from event_feed f where f.tenant_id = ${statement.tenant} order by f.position ${direction} limit 1), 0)`
    const plan = `select json_build_object('first', ${end('asc')}, 'last', ${end('desc')})`
    return (await this.ask(statement, plan)) as FeedBounds
  }

  /** The last position, asked as part of what an operation asks. */
  async last({ principal, ask }: Reader): Promise<number> {
    const statement = new Statement(principal.tenantId)
    const plan = `select coalesce(max(f.position), 0) from event_feed f where f.tenant_id = ${statement.tenant}`
    return Number(await ask(statement, plan))
  }

  /** The next events after a position, in order. The inner limits keep it a walk along two indexes. */
  async after(tenantId: string, position: number, limit: number): Promise<FeedEvent[]> {
    const statement = new Statement(tenantId)
    const plan = `
      select coalesce(json_agg(one order by one.position), '[]'::json) from (
        select f.position as "position", l.type as "eventType", l.subject_type as "subjectType",
          l.subject_id as "subjectId",
          to_char(l.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at",
          l.payload ->> 'previousStaffId' as "previousStaffId"
        from (
          select position, event_id, occurred_at from event_feed
          where tenant_id = ${statement.tenant} and position > ${statement.value(position, 'bigint')}
          order by position limit ${statement.value(limit, 'int')}
        ) f
        cross join lateral (
          select e.type, e.subject_type, e.subject_id, e.occurred_at, e.payload from tenant_event_logs e
          where e.tenant_id = ${statement.tenant} and e.id = f.event_id and e.occurred_at = f.occurred_at limit 1
        ) l
      ) one`
    return (await this.ask(statement, plan)) as FeedEvent[]
  }

  /** Last position of each of these tenants: one statement, however many have listeners. */
  async positions(tenantIds: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await this.pool.query(
      'select tenant_id, last_position from event_feed_positions($1::uuid[])',
      [tenantIds],
    )
    return new Map(rows.map((row) => [row.tenant_id, Number(row.last_position)]))
  }
}
