import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../gateway/database/roles.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { catalogAllowList } from './catalog-allow-list.ts'
import { type LintReport, lintCatalog, lintRules } from './catalog-lint.ts'

/** One object per rule that breaks it, and the object's name as the lint must report it. */
const VIOLATIONS: { rule: string; object: string; as?: 'superuser'; sql: string }[] = [
  {
    rule: 'row-level-security',
    object: 'bare',
    sql: 'create table bare (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))',
  },
  {
    rule: 'row-level-security',
    object: 'unforced',
    sql: `create table unforced (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));
      select lonca_protect('unforced'); alter table unforced no force row level security`,
  },
  {
    rule: 'row-level-security',
    object: 'split_2026',
    sql: `create table split (tenant_id uuid not null, id uuid not null, at date not null, primary key (tenant_id, id, at))
      partition by range (at);
      select lonca_protect('split'); create table split_2026 partition of split default`,
  },
  {
    rule: 'policies',
    object: 'widened',
    sql: `create table widened (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));
      select lonca_protect('widened'); create policy everything on widened for select to lonca_app using (true)`,
  },
  {
    rule: 'policies',
    object: 'softened',
    sql: `create table softened (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));
      select lonca_protect('softened'); alter policy tenant_isolation on softened with check (true)`,
  },
  {
    rule: 'policies',
    object: 'users',
    sql: 'create policy everybody on users for select to lonca_app using (true)',
  },
  { rule: 'tenant-column', object: 'tenantless', sql: 'create table tenantless (id uuid primary key)' },
  {
    rule: 'primary-key',
    object: 'swapped',
    sql: `create table swapped (tenant_id uuid not null, id uuid not null, primary key (id, tenant_id));
      select lonca_protect('swapped')`,
  },
  {
    rule: 'unique-index',
    object: 'parent_email',
    sql: `create table parent (tenant_id uuid not null, id uuid not null, email text, primary key (tenant_id, id), unique (id));
      select lonca_protect('parent'); create unique index parent_email on parent (email) include (tenant_id)`,
  },
  {
    rule: 'unique-index',
    object: 'rooms_exclusive',
    sql: `create table rooms (tenant_id uuid not null, id uuid not null, during tstzrange, primary key (tenant_id, id));
      select lonca_protect('rooms'); alter table rooms add constraint rooms_exclusive exclude using gist (during with &&)`,
  },
  {
    rule: 'foreign-key',
    object: 'child.child_parent',
    sql: `create table child (tenant_id uuid not null, id uuid not null, parent_id uuid, primary key (tenant_id, id));
      select lonca_protect('child');
      alter table child add constraint child_parent foreign key (parent_id) references parent (id)`,
  },
  {
    rule: 'foreign-key-action',
    object: 'child.child_forgets',
    sql: `alter table child add constraint child_forgets
      foreign key (tenant_id, parent_id) references parent (tenant_id, id) on delete set null`,
  },
  { rule: 'view', object: 'parent_view', sql: 'create view parent_view as select * from parent' },
  {
    rule: 'materialized-view',
    object: 'parent_copy',
    sql: 'create materialized view parent_copy as select * from parent; grant select on parent_copy to lonca_app',
  },
  { rule: 'partition-grant', object: 'split_2026', sql: 'grant select (id) on split_2026 to lonca_app' },
  { rule: 'table-grant', object: 'parent', sql: 'grant truncate on parent to lonca_app' },
  { rule: 'backup-grant', object: 'child', sql: 'grant delete on child to lonca_backup' },
  {
    rule: 'owner',
    object: 'foreign_owned',
    as: 'superuser',
    sql: 'create table foreign_owned (tenant_id uuid not null)',
  },
  {
    rule: 'security-definer',
    object: 'peek()',
    sql: `create function peek() returns bigint language sql security definer as 'select count(*) from event_feed'`,
  },
  { rule: 'search-path', object: 'peek()', sql: 'select 1' },
  { rule: 'public-function', object: 'peek()', sql: 'grant execute on function peek() to public' },
]

describe('the catalog lint', () => {
  let database: TestDatabase
  let scratch: TestDatabase
  let migrationTables: string[]
  beforeAll(async () => {
    database = await createTestDatabase()
    scratch = await createTestDatabase()
    const { rows } = await withClient(database.ownerUrl, (client) =>
      client.query(
        `select tablename from pg_tables where schemaname = 'public' and tablename ~ '^migrations_'`,
      ),
    )
    migrationTables = rows.map((row) => row.tablename)
  })
  afterAll(async () => {
    await database.close()
    await scratch.close()
  })

  const lint = (url: string): Promise<LintReport> =>
    withClient(url, (client) => lintCatalog(client, catalogAllowList(migrationTables)))

  it('finds nothing in the migrated database that is not in the allow-list', async () => {
    const { findings } = await lint(database.ownerUrl)
    expect(findings.map((finding) => finding.sentence)).toEqual([])
  })

  it('has no exception in the allow-list that is not needed', async () => {
    const { unneeded } = await lint(database.ownerUrl)
    expect(unneeded).toEqual([])
  })

  it('reports an object that breaks each of its rules', async () => {
    for (const { sql, as } of VIOLATIONS) {
      await withClient(as ? scratch.superuserUrl : scratch.ownerUrl, (client) => client.query(sql))
    }
    const reported = (await lint(scratch.ownerUrl)).findings.map(({ rule, object }) => `${rule}: ${object}`)
    expect(reported).toEqual(
      expect.arrayContaining(VIOLATIONS.map(({ rule, object }) => `${rule}: ${object}`)),
    )
    const shown = new Set(VIOLATIONS.map((violation) => violation.rule))
    expect(lintRules.filter((rule) => !shown.has(rule))).toEqual(['role'])
  })

  it('reports a role that row-level security would not bind', async () => {
    const reported = await withClient(database.superuserUrl, async (client) => {
      // Roles belong to the whole cluster: nobody else may see this change.
      await client.query('begin')
      await client.query('alter role lonca_app bypassrls')
      const report = await lintCatalog(client, catalogAllowList(migrationTables))
      await client.query('rollback')
      return report.findings
    })
    expect(reported.map(({ rule, object }) => `${rule}: ${object}`)).toContain('role: lonca_app')
  })
})
