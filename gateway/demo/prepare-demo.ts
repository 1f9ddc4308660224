import { StaffMember } from '../../modules/calendar/index.ts'
import { foldDeltas } from '../../modules/insights/index.ts'
import { type Composition, recordMeta } from '../../schema/index.ts'
import type { OperationContext, OperationSetting } from '../operation-context.ts'
import { provisionTenant } from '../provision-tenant.ts'
import { furnishTenant } from './furnish-tenant.ts'
import { importExport } from './import-export.ts'
import { contextOfUser, userIdOf } from './known-tenant.ts'
import { type DemoTenant, demoTenants } from './presets.ts'
import { sectorRecords } from './sector-records/index.ts'
import { seedRecords } from './seed-records.ts'

export const demoPassword = 'demo-lonca'

const people = [
  { role: 'owner', name: 'Demo sahibi' },
  { role: 'manager', name: 'Demo yöneticisi' },
  { role: 'staff', name: 'Demo personeli' },
] as const

/**
 * Makes the demo businesses that are missing and imports their exports, with the dates moved so that the week in which
 * they were taken is the current one. Every step is looked for before it is done, so a start that was killed half-way
 * is continued by the next one, and a complete demo costs a few queries.
 */
export async function prepareDemo(
  setting: OperationSetting,
  composition: Composition,
  print: (line: string) => void,
): Promise<void> {
  await Promise.all(demoTenants.map((demo) => prepareTenant(setting, composition, demo, print)))
  await foldDeltas(setting.pool)
}

async function prepareTenant(
  setting: OperationSetting,
  composition: Composition,
  demo: DemoTenant,
  print: (line: string) => void,
): Promise<void> {
  const context = (await known(setting, composition, demo)) ?? (await made(setting, composition, demo, print))
  await furnish(context, demo)
  // One after the other: appointments and vehicles refer to customers.
  for (const one of demo.exports) {
    if (!(await importExport(context, demo, one, print))) return
  }
  await seedRecords(context, sectorRecords[demo.key])
}

function emailOf(demo: DemoTenant, role: string): string {
  return `${role}@${demo.key}.demo`
}

async function known(
  setting: OperationSetting,
  composition: Composition,
  demo: DemoTenant,
): Promise<OperationContext | null> {
  const ownerId = await userIdOf(setting, emailOf(demo, 'owner'))
  return ownerId === null ? null : contextOfUser(setting, composition, ownerId)
}

async function made(
  setting: OperationSetting,
  composition: Composition,
  demo: DemoTenant,
  print: (line: string) => void,
): Promise<OperationContext> {
  print(`${demo.key}: ${demo.name}`)
  const members = await Promise.all(
    people.map(async ({ role, name }) => {
      const email = emailOf(demo, role)
      // Users are made before the tenant; a start that was killed in between left them behind.
      const userId = await userIdOf(setting, email)
      return { role, name, email, password: demoPassword, ...(userId && { userId }) }
    }),
  )
  const { context } = await provisionTenant(setting, composition, {
    ...demo,
    branch: { name: demo.branch.name },
    department: 'Ekip',
    withServices: false,
    members,
  })
  return context
}

async function furnish(context: OperationContext, demo: DemoTenant): Promise<void> {
  const staff = await context.read.page(recordMeta(StaffMember), { first: 1 })
  if (staff.rows.length > 0) return
  await context.write(async (work) => {
    const [found] = await work.sql<{ branchId: string; departmentId: string; staffMembershipId: string }>(
      `select d.branch_id as "branchId", d.id as "departmentId", m.id as "staffMembershipId"
       from departments d join memberships m on m.tenant_id = d.tenant_id and m.role = 'STAFF'
       where d.tenant_id = $1 order by d.id, m.id limit 1`,
      [work.principal.tenantId],
    )
    if (!found) throw new Error(`The demo tenant "${demo.key}" has no department or no member of staff.`)
    await furnishTenant(work, demo, found)
  })
}
