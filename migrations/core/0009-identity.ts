import { Migration } from '@mikro-orm/migrations'

/** Invitations, links by e-mail, devices that are known, API keys, and attempts that are counted for all processes. */
export class Identity extends Migration {
  override up(): void {
    this.addSql(PEOPLE)
    this.addSql(OWN_ROWS)
    this.addSql(LINKS)
    this.addSql(ATTEMPTS)
    this.addSql(INVITATIONS)
    this.addSql(API_KEYS)
    this.addSql(ACCESS)
    this.addSql(ONBOARDING)
  }
}

// The address and the device are coarse: enough to recognise one's own sessions, too little to follow somebody.
const PEOPLE = `
alter table users add column confirmed_at timestamptz(3), add column last_tenant_id uuid;
update users set confirmed_at = created_at;
alter table sessions add column device text, add column address text;
create index sessions_by_membership on sessions (tenant_id, membership_id);
`

const OWN_ROWS = `
create table user_links (
  user_id uuid not null references users (id),
  token_hash bytea not null,
  purpose text not null check (purpose in ('RESET', 'CONFIRM')),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (user_id, token_hash)
);
create index user_links_by_token on user_links (token_hash);
create table known_devices (
  user_id uuid not null references users (id),
  token_hash bytea not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null,
  primary key (user_id, token_hash)
);
do $$
declare
  owned text;
begin
  foreach owned in array array['user_links', 'known_devices'] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format(
      'create policy own_rows on %I for all to lonca_app
         using (user_id = (select lonca_current_user_id())) with check (user_id = (select lonca_current_user_id()))',
      owned);
    execute format('create policy owner_all on %I for all to lonca_owner using (true) with check (true)', owned);
    execute format('create policy backup_read on %I for select to lonca_backup using (true)', owned);
    execute format('grant select on %I to lonca_backup', owned);
  end loop;
end $$;
grant select, insert, update, delete on user_links, known_devices to lonca_app;
`

const LINKS = `
create function auth_user_link(token bytea, wanted text, at timestamptz) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.user_id from public.user_links l
  where l.token_hash = token and l.purpose = wanted and l.used_at is null and l.expires_at > at
$$;
grant execute on function auth_user_link(bytea, text, timestamptz) to lonca_app;
`

// Every key is looked at before any is counted: somebody who is held up by one limit must not use up another.
const ATTEMPTS = `
create table attempts (
  key bytea primary key,
  count int not null,
  until timestamptz(3) not null
);
create index attempts_by_end on attempts (until);
alter table attempts enable row level security;
alter table attempts force row level security;
create policy owner_all on attempts for all to lonca_owner using (true) with check (true);
create policy backup_read on attempts for select to lonca_backup using (true);
grant select on attempts to lonca_backup;

create function take_attempt(keys bytea[], most int[], seconds int[], at timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wait int;
begin
  insert into public.attempts as a (key, count, until)
    select k.key, 0, take_attempt.at + make_interval(secs => k.seconds)
    from unnest(keys, most, seconds) as k(key, most, seconds) order by k.key
  on conflict (key) do update set
    count = case when a.until <= take_attempt.at then 0 else a.count end,
    until = case when a.until <= take_attempt.at then excluded.until else a.until end;
  select ceil(extract(epoch from max(a.until) - take_attempt.at))::int into wait
  from public.attempts a join unnest(keys, most) as k(key, most) on k.key = a.key
  where a.count >= k.most;
  if wait is not null then return wait; end if;
  update public.attempts a set count = a.count + 1 where a.key = any (keys);
  delete from public.attempts a where a.key in (
    select old.key from public.attempts old where old.until < take_attempt.at order by old.until limit 20
    for update skip locked);
  return 0;
end $$;
grant execute on function take_attempt(bytea[], int[], int[], timestamptz) to lonca_app;
comment on function take_attempt(bytea[], int[], int[], timestamptz) is
  'Counts one attempt under each key, or, when a key has reached its most, none; returns the seconds to wait, 0 for none.';

create function return_attempt(keys bytea[], cleared bytea[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.attempts set count = case when key = any (cleared) then 0 else greatest(count - 1, 0) end
  where key = any (keys) or key = any (cleared)
$$;
grant execute on function return_attempt(bytea[], bytea[]) to lonca_app;
comment on function return_attempt(bytea[], bytea[]) is 'Takes back an attempt that succeeded, and forgets those of the keys to clear.';
`

const INVITATIONS = `
create table invitations (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  email text not null,
  name text,
  role text not null,
  department_id uuid,
  status text not null,
  expires_at timestamptz(3) not null,
  invited_by_id uuid not null,
  member_id uuid,
  primary key (tenant_id, id),
  constraint invitations_role_check check (role in ('OWNER', 'MANAGER', 'STAFF')),
  constraint invitations_status_check check (status in ('PENDING', 'ACCEPTED', 'REVOKED')),
  constraint invitations_department_id_fkey foreign key (tenant_id, department_id) references departments (tenant_id, id),
  constraint invitations_invited_by_id_fkey foreign key (tenant_id, invited_by_id) references memberships (tenant_id, id),
  constraint invitations_member_id_fkey foreign key (tenant_id, member_id) references memberships (tenant_id, id)
);
create index invitations_by_department_id on invitations (tenant_id, department_id);
create index invitations_by_invited_by_id on invitations (tenant_id, invited_by_id);
create index invitations_by_member_id on invitations (tenant_id, member_id);
create unique index invitations_one_open on invitations (tenant_id, email) where status = 'PENDING';
select lonca_protect('invitations');

create table invitation_links (
  tenant_id uuid not null,
  token_hash bytea not null,
  invitation_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (tenant_id, token_hash),
  constraint invitation_links_invitation_id_fkey foreign key (tenant_id, invitation_id) references invitations (tenant_id, id)
);
create index invitation_links_by_invitation_id on invitation_links (tenant_id, invitation_id);
create index invitation_links_by_token on invitation_links (token_hash);
select lonca_protect('invitation_links');

create function auth_invitation(token bytea) returns table (tenant_id uuid, invitation_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.tenant_id, l.invitation_id from public.invitation_links l where l.token_hash = token
$$;
grant execute on function auth_invitation(bytea) to lonca_app;
`

const API_KEYS = `
create table api_keys (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  created_by_id uuid not null,
  primary key (tenant_id, id),
  constraint api_keys_created_by_id_fkey foreign key (tenant_id, created_by_id) references memberships (tenant_id, id)
);
create index api_keys_by_created_by_id on api_keys (tenant_id, created_by_id);
create index api_keys_by_id on api_keys (id);
select lonca_protect('api_keys');

create function auth_api_key(key uuid, secret bytea)
returns table (tenant_id uuid, membership_id uuid, user_id uuid, expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.tenant_id, m.id, m.user_id, k.expires_at, k.revoked_at, k.last_used_at
  from public.api_keys k
  join public.memberships m on m.tenant_id = k.tenant_id and m.id = k.created_by_id
  where k.id = key and k.secret_hash = secret
$$;
grant execute on function auth_api_key(uuid, bytea) to lonca_app;
`

const ACCESS = `
create function revoke_sessions_of_member(member uuid, kept uuid, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.sessions s set revoked_at = at
  where s.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    and s.membership_id = member and s.revoked_at is null and s.id is distinct from kept
$$;
grant execute on function revoke_sessions_of_member(uuid, uuid, timestamptz) to lonca_app;

create function auth_ended(ids uuid[], at timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select one from unnest(ids) as one
  where not exists (
      select from public.sessions s where s.id = one and s.revoked_at is null and s.expires_at > at)
    and not exists (
      select from public.api_keys k
      join public.memberships m on m.tenant_id = k.tenant_id and m.id = k.created_by_id
      where k.id = one and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
        and m.status = 'ACTIVE' and m.role in ('OWNER', 'MANAGER'))
$$;
grant execute on function auth_ended(uuid[], timestamptz) to lonca_app;
comment on function auth_ended(uuid[], timestamptz) is
  'Which of these sessions and API keys no longer stand; asked by every process when access was taken from somebody.';
`

const ONBOARDING = `
alter table tenants drop constraint tenants_status_check;
alter table tenants add constraint tenants_status_check check (status in ('ONBOARDING', 'ACTIVE', 'SUSPENDED'));
`
