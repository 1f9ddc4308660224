import { createHash } from 'node:crypto'
import type pg from 'pg'
import { migrate } from '../../../gateway/database/migrate.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { installedMigrations } from '../../../gateway/installed-migrations.ts'
import { createLog } from '../../../gateway/log.ts'
import { provisionTenant } from '../../../gateway/provision-tenant.ts'
import { startServer } from '../../../gateway/server.ts'
import { rebuildMeasures } from '../../../modules/insights/index.ts'
import type { Clock, Measure, Work } from '../../../schema/index.ts'
import type { BenchTenant } from './bench-tenant.ts'
import { rowId } from './row-id.ts'
import { type Amounts, type Filling, firstDay, growingRows, smallRows, tenantsTable } from './rows.ts'
import { anchor, largeFactor, type Size, timeZone } from './size.ts'

export interface BuildParts {
  readonly size: Size
  readonly appUrl: string
  readonly ownerUrl: string
  /** The superuser's, who may switch triggers and foreign keys off while rows are poured in. */
  readonly superuserUrl: string
  readonly say: (line: string) => void
}

const clock: Clock = { now: () => anchor }

/** Makes the tenants the way the product makes them and pours their rows in; key figures are counted by the product. */
export async function buildData(parts: BuildParts): Promise<BenchTenant[]> {
  const { size, superuserUrl, ownerUrl } = parts
  await migrate(ownerUrl, installedMigrations, anchor)
  const { tenants, measures } = await provisioned(parts)
  await withClient(superuserUrl, async (client) => {
    await client.query("set session_replication_role = 'replica'")
    await client.query("set work_mem = '256MB'; set maintenance_work_mem = '512MB'")
    const amounts: Amounts = size
    await makePartitions(
      client,
      size.withLargeTenant ? amounts.appointments * largeFactor : amounts.appointments,
    )
    await storeTenants(client, tenants)
    for (const statement of smallRows) await client.query(statement)
    await storeSessions(client, tenants)
    for (const filling of growingRows) await fill(parts, client, filling, amounts, tenants)
    await rebuild(client, tenants, measures)
    await client.query(`drop table ${tenantsTable}`)
    await client.query('vacuum (freeze, analyze)')
  })
  return tenants
}

async function provisioned({
  size,
  appUrl,
  ownerUrl,
}: BuildParts): Promise<{ tenants: BenchTenant[]; measures: readonly Measure[] }> {
  const server = await startServer({
    appUrl,
    ownerUrl,
    port: 0,
    clock,
    log: createLog('warn'),
    migrates: false,
    folds: false,
    works: false,
  })
  try {
    const tenants: BenchTenant[] = []
    for (let number = 1; number <= size.tenants + (size.withLargeTenant ? 1 : 0); number += 1) {
      const email = `owner${number}@bench.test`
      const made = await provisionTenant(server.setting, server.composition, {
        name: `Business ${number}`,
        blueprint: 'generic',
        locale: 'tr',
        timeZone,
        currency: 'TRY',
        branch: { name: 'Merkez' },
        department: 'Ekip',
        withServices: false,
        members: [{ name: 'Sahip', email, password: 'correct horse battery', role: 'owner' }],
      })
      tenants.push({
        number,
        id: made.tenantId,
        branchId: made.branch.id,
        departmentId: made.department.id,
        userId: made.context.principal?.userId ?? '',
        membershipId: made.memberships.get(email) ?? '',
        token: `lon_bench${String(number).padStart(38, '0')}`,
        isLarge: number > size.tenants,
      })
    }
    return { tenants, measures: server.composition.setFor(['generic']).measures }
  } finally {
    await server.close()
  }
}

/** Months before those that the migration made. */
async function makePartitions(client: pg.Client, appointments: number): Promise<void> {
  const first = firstDay(appointments)
  const months = (anchor.getUTCFullYear() - first.getUTCFullYear()) * 12 + 13
  await client.query('set role lonca_owner')
  await client.query('select lonca_event_partitions($1, $2)', [`${first.getUTCFullYear()}-01-01`, months])
  await client.query('reset role')
}

async function storeTenants(client: pg.Client, tenants: readonly BenchTenant[]): Promise<void> {
  await client.query(
    `create unlogged table ${tenantsTable} (number int primary key, id uuid, branch_id uuid, department_id uuid, is_large boolean)`,
  )
  for (const { number, id, branchId, departmentId, isLarge } of tenants) {
    await client.query(`insert into ${tenantsTable} values ($1, $2, $3, $4, $5)`, [
      number,
      id,
      branchId,
      departmentId,
      isLarge,
    ])
  }
  await client.query(`analyze ${tenantsTable}`)
}

/** A session of each owner whose token is known; the product keeps its digest only. */
async function storeSessions(client: pg.Client, tenants: readonly BenchTenant[]): Promise<void> {
  for (const { number, id, membershipId, token } of tenants) {
    await client.query(
      `insert into sessions (id, user_id, tenant_id, membership_id, kind, token_hash, created_at, last_used_at, expires_at)
       select $1, m.user_id, $2, m.id, 'bearer', $4, $5, $5, $5::timestamptz + interval '8 hours'
       from memberships m where m.tenant_id = $2 and m.id = $3`,
      [
        rowId('session', number, 0),
        id,
        membershipId,
        createHash('sha256').update(token).digest(),
        anchor.toISOString(),
      ],
    )
  }
}

/** Fills one table for the tenants of ordinary size, then for the large one; its indexes are made afterwards. */
async function fill(
  { say }: BuildParts,
  client: pg.Client,
  filling: Filling,
  amounts: Amounts,
  tenants: readonly BenchTenant[],
): Promise<void> {
  const began = performance.now()
  const restore = await withoutIndexes(client, filling.table)
  const narrowed = (isLarge: boolean) => `(select * from ${tenantsTable} where is_large = ${isLarge})`
  const statementFor = (isLarge: boolean, of: Amounts) =>
    filling.sql(of).replaceAll(`join ${tenantsTable} t`, `join ${narrowed(isLarge)} t`)
  const { rowCount } = await client.query(statementFor(false, amounts))
  let rows = rowCount ?? 0
  if (tenants.some(({ isLarge }) => isLarge)) {
    const larger = Object.fromEntries(
      (['customers', 'appointments', 'events', 'revenueEvents'] as const).map((name) => [
        name,
        amounts[name] * largeFactor,
      ]),
    ) as unknown as Amounts
    rows += (await client.query(statementFor(true, larger))).rowCount ?? 0
  }
  const filled = performance.now()
  for (const statement of restore) await client.query(statement)
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
  say(
    `  ${filling.table}: ${rows.toLocaleString('en')} rows in ${seconds(began, filled)} s, indexes ${seconds(filled, performance.now())} s`,
  )
}

/** Drops what makes inserting slow, all but keys; returns the statements that bring it back as it was. */
async function withoutIndexes(client: pg.Client, table: string): Promise<string[]> {
  const { rows: constraints } = await client.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = $1::regclass and contype in ('x', 'u')`,
    [table],
  )
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = $1::regclass and not i.indisprimary
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  )
  for (const { name } of constraints) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  return [
    ...indexes.map(({ definition }) => definition.replace(' ON ONLY ', ' ON ')),
    ...constraints.map(({ name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
  ]
}

/** The product's own counting, on a connection that is not cut off after the time that a request has. */
async function rebuild(
  client: pg.Client,
  tenants: readonly BenchTenant[],
  measures: readonly Measure[],
): Promise<void> {
  for (const { id } of tenants) {
    const work = {
      principal: { tenantId: id },
      flush: async () => undefined,
      sql: async (text: string, values: unknown[]) => (await client.query(text, values)).rows,
    } as unknown as Work
    await client.query('begin')
    await rebuildMeasures(work, measures)
    await client.query('commit')
  }
}
