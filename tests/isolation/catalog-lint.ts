import type pg from 'pg'

/** One object of the database that breaks a rule of tenant isolation. */
export interface Finding {
  rule: string
  /** Table, `table.constraint`, index, function with its argument types, or role. */
  object: string
  sentence: string
}

/** An exception from one rule, with the reason why it is safe. */
export interface Allowed {
  rule: string
  object: string
  reason: string
  /** When given, the exception holds only while the lint reports exactly this (the policies of a table, say). */
  detail?: string
}

/** What {@link lintCatalog} found, and the exceptions for objects that exist and need none. */
export interface LintReport {
  findings: Finding[]
  unneeded: Allowed[]
}

interface Rule {
  name: string
  sentence: string
  /** Gives `object` and optionally `detail` of everything that breaks the rule. */
  sql: string
}

// Everything that is ours: outside PostgreSQL's own schemas, not brought by an extension, and not the job queue's,
// whose messages hold nothing but ids and whose tables pg-boss itself makes and owns.
const WITH_QUEUE = `n.nspname !~ '^(pg_|information_schema$)'`
const OURS = `${WITH_QUEUE} and n.nspname <> 'pgboss'`
const own = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`
const TABLES = `pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${OURS} and ${own('pg_class', 'c.oid')}`
const TENANT_COLUMN = (relation: string) =>
  `(select attnum from pg_attribute where attrelid = ${relation} and attname = 'tenant_id' and not attisdropped)`
/** How PostgreSQL words the condition of `lonca_protect`. */
export const TENANT_CONDITION = `(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))`

const RULES: Rule[] = [
  {
    name: 'row-level-security',
    sentence: 'has row-level security not both enabled and forced: call lonca_protect on it',
    sql: `select c.oid::regclass::text as object from ${TABLES} and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    name: 'policies',
    sentence: 'must have the policies of lonca_protect and no other',
    sql: `select c.oid::regclass::text as object,
        coalesce((select string_agg(policyname || ' ' || cmd || ' to ' || array_to_string(roles, ',')
          || coalesce(' using ' || qual, '') || coalesce(' check ' || with_check, ''), '; ' order by policyname)
         from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname), 'none') as detail
      from ${TABLES} and (
        select coalesce(array_agg(row(policyname, permissive, roles, cmd, qual, with_check)::text order by policyname), '{}')
        from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname
      ) <> array[
        row('backup_read', 'PERMISSIVE', '{lonca_backup}', 'SELECT', 'true', null)::text,
        row('owner_all', 'PERMISSIVE', '{lonca_owner}', 'ALL', 'true', 'true')::text,
        row('tenant_isolation', 'PERMISSIVE', '{lonca_app}', 'ALL', $condition$${TENANT_CONDITION}$condition$, $condition$${TENANT_CONDITION}$condition$)::text]`,
  },
  {
    name: 'tenant-column',
    sentence: 'must have a column "tenant_id uuid not null"',
    sql: `select c.oid::regclass::text as object from ${TABLES} and not exists (
      select from pg_attribute where attrelid = c.oid and attname = 'tenant_id' and atttypid = 'uuid'::regtype and attnotnull)`,
  },
  {
    name: 'primary-key',
    sentence: 'must have a primary key that starts with tenant_id',
    sql: `select c.oid::regclass::text as object from ${TABLES} and not exists (
      select from pg_index where indrelid = c.oid and indisprimary and indkey[0] = ${TENANT_COLUMN('c.oid')})`,
  },
  {
    name: 'unique-index',
    sentence: 'is unique (or exclusive) across tenants: its columns must include tenant_id',
    sql: `select i.indexrelid::regclass::text as object, 'on ' || i.indrelid::regclass as detail
      from pg_index i join (select c.oid from ${TABLES}) t on t.oid = i.indrelid
      where (i.indisunique or i.indisexclusion) and not i.indisprimary
        and not coalesce(${TENANT_COLUMN('i.indrelid')} = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]), false)`,
  },
  {
    name: 'foreign-key',
    sentence: 'must pair tenant_id with tenant_id, or a row can point to another tenant',
    sql: `select f.conrelid::regclass || '.' || f.conname as object, 'to ' || f.confrelid::regclass as detail
      from pg_constraint f
      where f.contype = 'f' and ${TENANT_COLUMN('f.confrelid')} is not null and not exists (
        select from unnest(f.conkey, f.confkey) as pair(here, there)
        where here = ${TENANT_COLUMN('f.conrelid')} and there = ${TENANT_COLUMN('f.confrelid')})`,
  },
  {
    name: 'foreign-key-action',
    sentence: 'would set tenant_id itself to null or its default: name the columns after SET NULL',
    sql: `select f.conrelid::regclass || '.' || f.conname as object from pg_constraint f
      where f.contype = 'f' and (
        f.confdeltype in ('n', 'd') and ${TENANT_COLUMN('f.conrelid')} = any (coalesce(f.confdelsetcols, f.conkey))
        or f.confupdtype in ('n', 'd') and ${TENANT_COLUMN('f.conrelid')} = any (f.conkey))`,
  },
  {
    name: 'view',
    sentence: 'must be created WITH (security_invoker = true), or it shows what its owner may see',
    sql: `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and ${OURS} and ${own('pg_class', 'c.oid')}
        and not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)`,
  },
  {
    name: 'materialized-view',
    sentence: 'must not be granted to requests: row-level security does not apply to it',
    sql: `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'm' and ${OURS} and has_table_privilege('lonca_app', c.oid, 'select')`,
  },
  {
    name: 'partition-grant',
    sentence: 'is a partition and must not be granted to requests: they go through its parent',
    sql: `select c.oid::regclass::text as object from ${TABLES} and c.relispartition and (
      has_table_privilege('lonca_app', c.oid, 'select, insert, update, delete')
      or has_any_column_privilege('lonca_app', c.oid, 'select, insert, update'))`,
  },
  {
    name: 'table-grant',
    sentence:
      'grants requests a privilege that row-level security does not bind (TRUNCATE, REFERENCES, TRIGGER)',
    sql: `select c.oid::regclass::text as object from ${TABLES}
      and has_table_privilege('lonca_app', c.oid, 'truncate, references, trigger')`,
  },
  {
    name: 'backup-grant',
    sentence: 'must be readable and not writable for lonca_backup',
    sql: `select c.oid::regclass::text as object from ${TABLES} and (
      not has_table_privilege('lonca_backup', c.oid, 'select')
      or has_table_privilege('lonca_backup', c.oid, 'insert, update, delete, truncate'))`,
  },
  {
    name: 'owner',
    sentence: 'must belong to lonca_owner',
    sql: `select c.oid::regclass::text as object, 'belongs to ' || c.relowner::regrole as detail
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS} and ${own('pg_class', 'c.oid')}
        and c.relowner <> 'lonca_owner'::regrole
      union all
      select p.oid::regprocedure::text, 'belongs to ' || p.proowner::regrole
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and ${own('pg_proc', 'p.oid')} and p.proowner <> 'lonca_owner'::regrole`,
  },
  {
    name: 'security-definer',
    sentence: 'is SECURITY DEFINER and sees every tenant: it needs a line with a reason in the allow-list',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${OURS} and ${own('pg_proc', 'p.oid')}`,
  },
  {
    name: 'search-path',
    sentence: 'is SECURITY DEFINER and must fix its search_path, pg_temp last',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${OURS} and ${own('pg_proc', 'p.oid')}
        and not exists (select from unnest(p.proconfig) as setting where setting ~ '^search_path=.*pg_temp"?$')`,
  },
  {
    name: 'public-function',
    sentence: 'may be called by everybody: revoke it from public and grant it to those who need it',
    sql: `select p.oid::regprocedure::text as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and ${own('pg_proc', 'p.oid')} and exists (
        select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))
        where grantee = 0 and privilege_type = 'EXECUTE')`,
  },
  {
    name: 'role',
    sentence:
      'must be neither superuser nor have BYPASSRLS, and lonca_app must not be able to become the owner',
    sql: `select rolname::text as object from pg_roles
      where rolname in ('lonca_app', 'lonca_owner', 'lonca_backup') and (rolsuper or rolbypassrls or rolcreaterole)
      union select 'lonca_app' where pg_has_role('lonca_app', 'lonca_owner', 'member')`,
  },
]

/** Every rule's name; each must be shown to find something. */
export const lintRules = RULES.map((rule) => rule.name)

/** Reads the catalog of a database (as any user) and reports what breaks a rule and is not allowed. */
export async function lintCatalog(client: pg.Client, allowList: Allowed[]): Promise<LintReport> {
  const findings: Finding[] = []
  const used = new Set<Allowed>()
  for (const rule of RULES) {
    const { rows } = await client.query<{ object: string; detail?: string }>(rule.sql)
    for (const { object, detail } of rows) {
      const allowed = allowList.find(
        (each) =>
          each.rule === rule.name &&
          each.object === object &&
          (each.detail === undefined || each.detail === detail),
      )
      if (allowed) used.add(allowed)
      else
        findings.push({
          rule: rule.name,
          object,
          sentence: `${object} ${rule.sentence}${detail ? ` (${detail})` : ''}.`,
        })
    }
  }
  const { rows: existing } = await client.query(
    `select case when name like '%(%' then to_regprocedure(name)::text else to_regclass(name)::text end as found
     from unnest($1::text[]) as name`,
    [allowList.map((each) => (each.rule === 'foreign-key' ? each.object.split('.')[0] : each.object))],
  )
  const unneeded = allowList.filter((each, index) => existing[index].found !== null && !used.has(each))
  return { findings, unneeded }
}
