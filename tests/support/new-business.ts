import {
  type Accounts,
  accountsKey,
  Membership,
  provisionRoles,
  type TenantDoor,
  tenantDoorKey,
} from '../../modules/identity/index.ts'
import { Tenant } from '../../modules/tenancy/index.ts'
import { newId } from '../../schema/index.ts'
import { type Send, signedIn, testPassword } from './graphql-client.ts'
import type { TestServer } from './server.ts'

export interface NewBusiness {
  readonly tenantId: string
  readonly email: string
  readonly owner: Send
}

let made = 0

/** A business as signing up leaves it: an owner, no sector, nothing set up. */
export async function newBusiness(server: TestServer): Promise<NewBusiness> {
  made += 1
  const email = `founder${made}@business.test`
  const accounts = server.setting.services.get(accountsKey.name) as Accounts
  const door = server.setting.services.get(tenantDoorKey.name) as TenantDoor
  const userId = await accounts.addUser({ name: 'Sevgi Yılmaz', email, password: testPassword })
  const place = { tenantId: newId(), membershipId: newId() }
  await door.write({ ...place, userId, requestId: 'test' }, async (work) => {
    const tenant = work.create<Tenant>(Tenant, {
      id: place.tenantId,
      name: 'Sevgi Yılmaz',
      locale: 'tr',
      timeZone: 'Europe/Istanbul',
      currency: 'TRY',
      status: 'ONBOARDING',
    })
    work.create<Membership>(Membership, {
      id: place.membershipId,
      userId,
      name: 'Sevgi Yılmaz',
      email,
      role: 'OWNER',
      department: null,
      status: 'ACTIVE',
    })
    provisionRoles(work)
    work.tell('tenant.created', tenant)
  })
  return { tenantId: place.tenantId, email, owner: await signedIn(server.url, email) }
}
