import { Branch, Department, Tenant } from '../../modules/tenancy/index.ts'
import type { Work } from '../../schema/index.ts'
import type { NewTenant } from '../provision-tenant.ts'

/** The business with its first branch and department. */
export function provisionBusiness(
  work: Work,
  wanted: NewTenant,
): { readonly branch: Branch; readonly department: Department } {
  const { name, locale, timeZone, currency } = wanted
  const tenant = work.create<Tenant>(Tenant, {
    id: work.principal.tenantId,
    name,
    locale,
    timeZone,
    currency,
    status: 'ACTIVE',
  })
  const branch = work.create<Branch>(Branch, { ...wanted.branch })
  const department = work.create<Department>(Department, { name: wanted.department, branch })
  work.tell('tenant.created', tenant)
  return { branch, department }
}
