import type pg from 'pg'

/**
 * Takes off the tables what would refuse or multiply rows that come back: foreign keys (they are checked for all rows
 * at once afterwards), triggers that fire on insert (the outbox would send every event again), and the force of
 * row-level security, under which COPY does not work. The guards against changing events stay.
 *
 * All of it in the transaction of the caller: undone with it. The function returned puts everything back as it was.
 */
export async function bareTables(client: pg.ClientBase): Promise<() => Promise<void>> {
  const again = [
    ...(await statements(client, FORCED)),
    ...(await statements(client, TRIGGERS)),
    ...(await statements(client, FOREIGN_KEYS)),
    ...(await statements(client, SEQUENCES)),
  ]
  for (const { off } of again) if (off) await client.query(off)
  return async () => {
    for (const { on } of again.reverse()) await client.query(on)
  }
}

interface Undone {
  readonly off: string | null
  readonly on: string
}

async function statements(client: pg.ClientBase, sql: string): Promise<Undone[]> {
  return (await client.query<Undone>(sql)).rows
}

const OURS = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`

const FORCED = `
select format('alter table %s no force row level security', c.oid::regclass) as off,
  format('alter table %s force row level security', c.oid::regclass) as on
from pg_class c where ${OURS} and c.relforcerowsecurity`

// tgtype & 4: fires on insert.
const TRIGGERS = `
select format('alter table only %s disable trigger %I', c.oid::regclass, t.tgname) as off,
  format('alter table only %s enable %s trigger %I', c.oid::regclass,
    case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname) as on
from pg_trigger t join pg_class c on c.oid = t.tgrelid
where ${OURS} and not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 4 <> 0`

const FOREIGN_KEYS = `
select format('alter table %s drop constraint %I', c.oid::regclass, f.conname) as off,
  format('alter table %s add constraint %I %s', c.oid::regclass, f.conname, pg_get_constraintdef(f.oid)) as on
from pg_constraint f join pg_class c on c.oid = f.conrelid
where ${OURS} and f.contype = 'f' and f.conparentid = 0`

const SEQUENCES = `
select null as off,
  format('select setval(%L, (select coalesce(max(%I), 0) + 1 from %s), false)', s.oid::regclass, a.attname, c.oid::regclass) as on
from pg_class s
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i')
join pg_class c on c.oid = d.refobjid
join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
where s.relkind = 'S' and ${OURS}`
