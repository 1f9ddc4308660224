import { Migration } from '@mikro-orm/migrations'

/** How far the feeds of several tenants have come, for a process that serves live updates to all of them. */
export class FeedPositions extends Migration {
  override up(): void {
    this.addSql(FEED_POSITIONS)
  }
}

// A process with a thousand tenants on line would otherwise ask each of them, up to twenty times a second, whether
// its feed moved. What moved is then read under its own tenant.
const FEED_POSITIONS = `
create function event_feed_positions(tenants uuid[]) returns table (tenant_id uuid, last_position bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id, f.position
  from unnest(tenants) t(id)
  cross join lateral (
    select e.position from public.event_feed e where e.tenant_id = t.id order by e.position desc limit 1
  ) f
$$;
grant execute on function event_feed_positions(uuid[]) to lonca_app;
comment on function event_feed_positions(uuid[]) is
  'Last position in the feed of each of these tenants; a tenant without events is left out.';
`
