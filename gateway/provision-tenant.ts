import { randomUUID } from 'node:crypto'
import { type Accounts, accountsKey, Membership, provisionRoles } from '../modules/identity/index.ts'
import { provisionSector } from '../modules/sectors/index.ts'
import { type Composition, type Locale, newId, type Principal, type RoleName } from '../schema/index.ts'
import { OperationContext, type OperationSetting } from './operation-context.ts'
import { provisionBusiness } from './provisioning/tenant.ts'

export interface NewTenant {
  readonly name: string
  /** Key of an installed blueprint. */
  readonly blueprint: string
  readonly locale: Locale
  readonly timeZone: string
  readonly currency: string
  readonly branch: { readonly name: string; readonly phone?: string; readonly address?: string }
  readonly department: string
  /** Whether it begins with the sector's service catalogue; false for one that brings its own. Default: true. */
  readonly withServices?: boolean
  /** At least one owner; the first one is who provisions. */
  readonly members: readonly {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly role: RoleName
    /** UUID of somebody who is a user already; name, e-mail and password stay as they are. */
    readonly userId?: string
  }[]
}

export interface ProvisionedTenant {
  readonly tenantId: string
  /** Acts as the owner of the new tenant. */
  readonly context: OperationContext
  readonly branch: { readonly id: string }
  readonly department: { readonly id: string }
  readonly memberships: ReadonlyMap<string, string>
}

/**
 * Makes a tenant of a blueprint with its people, in one transaction: settings, branch, department, memberships, the
 * blueprint with the definition it was provisioned from, and what the blueprint declares.
 */
export async function provisionTenant(
  setting: OperationSetting,
  composition: Composition,
  wanted: NewTenant,
): Promise<ProvisionedTenant> {
  const set = composition.setFor([wanted.blueprint])
  const blueprint = set.blueprints[0]
  if (!blueprint) throw new Error(`There is no blueprint "${wanted.blueprint}" installed.`)
  const accounts = setting.services.get(accountsKey.name) as Accounts
  const userIds = await Promise.all(wanted.members.map((member) => member.userId ?? accounts.addUser(member)))
  const tenantId = newId()
  const membershipIds = wanted.members.map(() => newId())
  const principal: Principal = {
    userId: userIds[0] ?? newId(),
    membershipId: membershipIds[0] ?? newId(),
    sessionId: newId(),
    tenantId,
    actor: 'system',
    apiKeyId: null,
    role: 'owner',
    grants: null,
    switchedOff: new Set(),
    assigneeId: null,
    teamIds: [],
    locale: wanted.locale,
    timeZone: wanted.timeZone,
    currency: wanted.currency,
    blueprintKeys: [blueprint.key],
  }
  const context = new OperationContext(setting, {
    requestId: `provision_${randomUUID()}`,
    principal,
    set,
    locale: wanted.locale,
  })
  const { branch, department } = await context.write(async (work) => {
    const made = provisionBusiness(work, wanted)
    provisionRoles(work)
    wanted.members.forEach((member, index) => {
      work.create<Membership>(Membership, {
        id: membershipIds[index],
        userId: userIds[index],
        name: member.name,
        email: member.email,
        role: member.role.toUpperCase(),
        department: made.department,
        status: 'ACTIVE',
      })
    })
    await provisionSector(work, blueprint, {
      primary: true,
      locale: wanted.locale,
      services: wanted.withServices ?? true,
    })
    return made
  })
  const memberships = new Map(
    wanted.members.map((member, index) => [member.email, membershipIds[index] ?? '']),
  )
  return { tenantId, context, branch, department, memberships }
}
