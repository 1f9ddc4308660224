import {
  Conflict,
  type Payload,
  type RequestContext,
  recordMeta,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { BusinessProfile } from './business-profile.ts'
import type { SaveBusinessProfileInput } from './settings.inputs.ts'

/**
 * Writes what the input names, from the version that the caller saw (none before the first time), and the name of the
 * business with it. Refuses CONFLICT when somebody else saved in the meantime.
 */
export function saveBusinessProfile(
  context: RequestContext,
  input: SaveBusinessProfileInput,
): Promise<Payload> {
  return recordPayload(context, BusinessProfile, async (work) => {
    const { name, version, ...entered } = input
    const profile = await profileToChange(work, version ?? null)
    const changes = await work.entered(BusinessProfile, entered, 'update')
    Object.assign(profile, changes)
    profile.refuseNumberWithoutOffice()
    const tenant = await work.em.findOneOrFail(Tenant, { tenantId: work.principal.tenantId })
    const changed = Object.keys(changes)
    if (name != null && name !== tenant.name) {
      await work.changing(recordMeta(Tenant), [tenant.id])
      Object.assign(tenant, await work.entered(Tenant, { name }, 'update'), { updatedAt: work.now })
      changed.push('name')
    }
    await work.flush()
    work.tell('tenant.settings.updated', tenant, { changed })
    return profile
  })
}

async function profileToChange(work: Work, version: number | null): Promise<BusinessProfile> {
  // Two people who fill it in for the first time would otherwise both make one.
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `business profile ${work.principal.tenantId}`,
  ])
  const profile = await work.em.findOne(BusinessProfile, { tenantId: work.principal.tenantId })
  if (!profile) {
    if (version !== null) refuse('CONFLICT', ['version'])
    return work.create<BusinessProfile>(BusinessProfile, {
      legalName: null,
      phone: null,
      email: null,
      address: null,
      taxOffice: null,
      taxNumber: null,
    })
  }
  if (profile.version !== version) throw new Conflict(recordMeta(BusinessProfile), profile.id)
  await work.changing(recordMeta(BusinessProfile), [profile.id])
  profile.updatedAt = work.now
  return profile
}
