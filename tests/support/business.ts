import { type ProvisionedTenant, provisionTenant } from '../../gateway/provision-tenant.ts'
import type { RunningServer } from '../../gateway/server.ts'
import { StaffMember } from '../../modules/calendar/index.ts'
import { Membership } from '../../modules/identity/index.ts'
import { Branch, Department } from '../../modules/tenancy/index.ts'
import { type Send, signedIn, testPassword } from './graphql-client.ts'

export interface TestBusiness extends ProvisionedTenant {
  readonly owner: Send
  readonly manager: Send
  readonly staff: Send
  /** UUID of the staff member that the `staff` sign-in works as. */
  readonly staffMemberId: string
}

let made = 0

/** A tenant of a blueprint with an owner, a manager and a member of staff, each signed in. */
export async function testBusiness(
  server: RunningServer & { readonly database?: unknown },
  blueprint = 'generic',
): Promise<TestBusiness> {
  made += 1
  // Kept apart: businesses that are made side by side each have a number of their own.
  const number = made
  const email = (role: string) => `${role}${number}@business.test`
  const roles = ['owner', 'manager', 'staff'] as const
  const tenant = await provisionTenant(server.setting, server.composition, {
    name: `Business ${number}`,
    blueprint,
    locale: 'tr',
    timeZone: 'Europe/Istanbul',
    currency: 'TRY',
    branch: { name: 'Merkez' },
    department: 'Ekip',
    members: roles.map((role) => ({ name: role, email: email(role), password: testPassword, role })),
  })
  const staffMember = await tenant.context.write(async (work) =>
    work.create<StaffMember>(StaffMember, {
      name: 'Personel',
      color: 'teal',
      active: true,
      membership: work.reference(Membership, tenant.memberships.get(email('staff')) ?? ''),
      department: work.reference(Department, tenant.department.id),
      branch: work.reference(Branch, tenant.branch.id),
    }),
  )
  const [owner, manager, staff] = await Promise.all(roles.map((role) => signedIn(server.url, email(role))))
  if (!owner || !manager || !staff) throw new Error('Every role signs in.')
  return { ...tenant, owner, manager, staff, staffMemberId: staffMember.id }
}
