import { Migration } from '@mikro-orm/migrations'

/** Who looked at whose health data. */
export class HealthAccesses extends Migration {
  override up(): void {
    this.addSql(TYPE_ID)
    this.addSql(ACCESSES)
  }
}

// The UUID's 128 bits behind two zeros, five at a time, in base 32 (Crockford).
const TYPE_ID = `
create function lonca_type_id(prefix text, id uuid) returns text
language sql immutable strict parallel safe
return prefix || '_' || (
  select string_agg(
    substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + substring(b.bits from 5 * n + 1 for 5)::bit(5)::int, 1), '' order by n)
  from (select b'00' || ('x' || replace(id::text, '-', ''))::bit(128) as bits) b, generate_series(0, 25) n);
grant execute on function lonca_type_id(text, uuid) to lonca_app;
comment on function lonca_type_id(text, uuid) is 'A UUID as people and programs see it (TypeID), for lists of ids of several kinds.';
`

const ACCESSES = `
create table health_accesses (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  seen_at timestamptz(3) not null,
  actor text not null,
  member_id uuid,
  api_key_id uuid,
  record_type text not null,
  record_prefix text not null default '',
  record_uuids uuid[] not null default '{}',
  reason text,
  document_hash text,
  request_id text not null,
  primary key (tenant_id, id),
  constraint health_accesses_member_id_fkey foreign key (tenant_id, member_id) references memberships (tenant_id, id),
  constraint health_accesses_api_key_id_fkey foreign key (tenant_id, api_key_id) references api_keys (tenant_id, id),
  constraint health_accesses_actor_check check (actor in ('USER', 'API_KEY', 'SYSTEM')),
  constraint health_accesses_reason_check check (length(reason) <= 200)
);
create index health_accesses_by_time on health_accesses (tenant_id, seen_at);
create index health_accesses_by_member_id on health_accesses (tenant_id, member_id);
create index health_accesses_by_api_key_id on health_accesses (tenant_id, api_key_id);
select lonca_protect('health_accesses');
-- Whoever serves requests adds entries and never changes one.
revoke update, delete on health_accesses from lonca_app;
`
