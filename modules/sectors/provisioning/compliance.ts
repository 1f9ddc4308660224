import {
  type BlueprintDeclaration,
  type ComplianceDeclaration,
  recordMeta,
  type Work,
} from '../../../schema/index.ts'
import { ComplianceProfile } from '../../compliance/index.ts'
import { strictest } from '../strictest.ts'

/**
 * Adopts what the law asks of all these sectors together, the retired ones included, because their records are still
 * kept. One profile is in force at a time; earlier ones stay on record.
 */
export async function adoptCompliance(
  work: Work,
  blueprints: readonly BlueprintDeclaration[],
): Promise<void> {
  const wanted = strictest(blueprints.map(({ compliance }) => compliance))
  const { tenantId } = work.principal
  const profiles = await work.em.find(ComplianceProfile, { tenantId }, { orderBy: { profileVersion: 'asc' } })
  const same = profiles.find((profile) => isSame(profile, wanted))
  if (same?.active && profiles.every((one) => one === same || !one.active)) return
  await work.changing(
    recordMeta(ComplianceProfile),
    profiles.map(({ id }) => id),
  )
  for (const profile of profiles) profile.active = false
  // One profile of a name may be active: the old one steps back before the new one comes.
  await work.flush()
  const profile = same ?? made(work, wanted, profiles)
  profile.active = true
  work.tell('compliance.profile.adopted', profile, {
    profile: profile.profile,
    version: profile.profileVersion,
  })
}

function made(
  work: Work,
  { key, version, ...rules }: ComplianceDeclaration,
  profiles: readonly ComplianceProfile[],
): ComplianceProfile {
  const taken = profiles.filter((one) => one.profile === key).map((one) => one.profileVersion)
  return work.create<ComplianceProfile>(ComplianceProfile, {
    ...rules,
    profile: key,
    profileVersion: taken.includes(version) ? Math.max(...taken) + 1 : version,
    active: true,
  })
}

function isSame(profile: ComplianceProfile, { key, version: _, ...rules }: ComplianceDeclaration): boolean {
  if (profile.profile !== key) return false
  return Object.entries(rules).every(
    ([name, value]) => canonical(profile[name as keyof ComplianceProfile]) === canonical(value),
  )
}

/** Text of a value that does not depend on the order of keys: the database keeps an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  )
}
