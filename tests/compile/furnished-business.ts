import { withClient } from '../../gateway/database/roles.ts'
import { furnishTenant } from '../../gateway/demo/furnish-tenant.ts'
import { importExport } from '../../gateway/demo/import-export.ts'
import { type DemoTenant, demoTenants } from '../../gateway/demo/presets.ts'
import { sectorRecords } from '../../gateway/demo/sector-records/index.ts'
import { seedRecords } from '../../gateway/demo/seed-records.ts'
import { type ProvisionedTenant, provisionTenant } from '../../gateway/provision-tenant.ts'
import type { RecordMeta } from '../../schema/index.ts'
import { testPassword } from '../support/graphql-client.ts'
import type { TestServer } from '../support/server.ts'
import { Harvest } from './harvest.ts'
import { staffRecord } from './people.ts'
import { plantVariedRows } from './varied-rows.ts'

/** The blueprint sets whose documents are generated. */
export const setKeys = ['generic', 'hair-salon', 'dental', 'auto-service'] as const

export type SetKey = (typeof setKeys)[number]

/** A business of a set with the data of the demo, and rows of what the demo has none of. */
export interface FurnishedBusiness extends ProvisionedTenant {
  readonly key: SetKey
  readonly harvest: Harvest
  readonly staff: RecordMeta
}

/** What a business of no sector imports is what the salon does. */
function demoOf(key: SetKey): DemoTenant {
  const sector = key === 'generic' ? 'hair-salon' : key
  const demo = demoTenants.find(({ blueprint }) => blueprint === sector)
  if (!demo) throw new Error(`There is no demo of ${sector}.`)
  return demo
}

export async function furnishedBusiness(server: TestServer, key: SetKey): Promise<FurnishedBusiness> {
  const demo = demoOf(key)
  const tenant = await provisionTenant(server.setting, server.composition, {
    ...demo,
    blueprint: key,
    department: 'Ekip',
    withServices: false,
    members: (['owner', 'manager', 'staff'] as const).map((role) => ({
      name: role,
      email: `${role}@${key}.test`,
      password: testPassword,
      role,
    })),
  })
  const { context } = tenant
  await context.write((work) =>
    furnishTenant(work, demo, {
      branchId: tenant.branch.id,
      departmentId: tenant.department.id,
      staffMembershipId: tenant.memberships.get(`staff@${key}.test`) ?? '',
    }),
  )
  for (const one of demo.exports) await importExport(context, demo, one, () => {})
  await seedRecords(context, key === 'generic' ? undefined : sectorRecords[demo.key])
  await plantVariedRows(context)
  // The run's cluster has no autovacuum, and plans without statistics take long.
  await withClient(server.database.ownerUrl, (client) => client.query('analyze'))
  const harvest = await Harvest.of(context)
  return { ...tenant, key, harvest, staff: staffRecord(context.set.relations.records) }
}
