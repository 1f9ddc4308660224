import type pg from 'pg'

/** A table as a backup sees it: a partitioned one is one table. */
export interface StoredTable {
  readonly name: string
  /** Without generated ones, which the database computes again. */
  readonly columns: readonly string[]
}

/** So that the same value has the same text in every cluster, and nothing stops a long read. */
export const sameText = `
set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0;
set idle_in_transaction_session_timeout = 0; set row_security = on`

/** Every table of ours; those of the job queue are made anew from our own `background_jobs`. */
export async function storedTables(client: pg.ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`)
  return rows
}

export function columnList(client: pg.ClientBase, columns: readonly string[]): string {
  return columns.map((column) => client.escapeIdentifier(column)).join(', ')
}

export interface TableSum {
  readonly rows: string
  readonly checksum: string
}

/** How many rows, and a sum over all of them that does not depend on their order. */
export async function tableSum(client: pg.ClientBase, { name, columns }: StoredTable): Promise<TableSum> {
  const table = client.escapeIdentifier(name)
  const { rows } = await client.query<TableSum>(
    `select count(*)::text as rows, coalesce(sum(hashtextextended(one::text, 0)), 0)::text as checksum
     from (select ${columnList(client, columns)} from ${table}) one`,
  )
  return rows[0] ?? { rows: '0', checksum: '0' }
}

/** Tables that say which migrations ran. */
export function isMigrationTable(name: string): boolean {
  return name.startsWith('migrations_')
}

/** The names of migrations that ran, by table. */
export async function ranMigrations(
  client: pg.ClientBase,
  tables: readonly StoredTable[],
): Promise<Record<string, string[]>> {
  const ran: Record<string, string[]> = {}
  for (const { name } of tables.filter((table) => isMigrationTable(table.name))) {
    const { rows } = await client.query(`select name from ${client.escapeIdentifier(name)} order by name`)
    ran[name] = rows.map((row) => row.name as string)
  }
  return ran
}

/** Months of the event log that have a partition, as their first days. */
export async function eventMonths(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query(`
    select substring(c.relname from '[0-9]{4}_[0-9]{2}$') as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass('public.tenant_event_logs') and c.relname ~ '_[0-9]{4}_[0-9]{2}$' order by 1`)
  return rows.map((row) => `${String(row.month).replace('_', '-')}-01`)
}
