import { Resource, StaffMember, StaffQualification, WorkingHours } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Membership } from '../../modules/identity/index.ts'
import { Branch, Department } from '../../modules/tenancy/index.ts'
import { type RecordClass, recordMeta, type TenantRecord, type Work } from '../../schema/index.ts'
import type { DemoHours, DemoTenant } from './presets.ts'

/** The rows of the tenant that the furniture belongs to. UUIDs. */
export interface FurnishedTenant {
  readonly branchId: string
  readonly departmentId: string
  /** Membership that signs in as the first member of staff. */
  readonly staffMembershipId: string
}

/** Gives a new demo tenant what its exports do not say: hours, staff, resources, services and who gives them. */
export async function furnishTenant(work: Work, demo: DemoTenant, tenant: FurnishedTenant): Promise<void> {
  const branch = work.reference<Branch>(Branch, tenant.branchId)
  const hoursOf = (hours: readonly DemoHours[], owner: { staff?: StaffMember } = {}) => {
    for (const one of hours)
      made(work, WorkingHours, { branch, staff: null, resource: null, ...owner, ...one })
  }
  hoursOf(demo.branch.hours)
  const staff = new Map<string, StaffMember>()
  demo.staff.forEach(({ name, color, hours }, index) => {
    const membership = index === 0 ? work.reference<Membership>(Membership, tenant.staffMembershipId) : null
    const department = work.reference<Department>(Department, tenant.departmentId)
    const member = made<StaffMember>(work, StaffMember, {
      name,
      color,
      branch,
      membership,
      department,
      active: true,
    })
    staff.set(name, member)
    hoursOf(hours, { staff: member })
  })
  for (const { name, type, capacity } of demo.resources)
    made(work, Resource, { name, type, capacity, status: 'ACTIVE', branch })
  for (const { qualifiedStaff, priceMinor, ...facts } of demo.services) {
    const service = made<Service>(work, Service, {
      ...facts,
      resourceTypes: [...facts.resourceTypes],
      priceMinor: String(priceMinor),
      currency: demo.currency,
      active: true,
    })
    for (const name of qualifiedStaff) made(work, StaffQualification, { staff: staff.get(name), service })
  }
}

function made<T extends TenantRecord>(work: Work, record: RecordClass<T>, values: object): T {
  const row = work.create<T>(record, values)
  work.tell(`${recordMeta(record).events}.created`, row)
  return row
}
