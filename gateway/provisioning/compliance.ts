import { ComplianceProfile } from '../../modules/compliance/index.ts'
import type { BlueprintDeclaration, Work } from '../../schema/index.ts'

/** The sector's compliance profile in its present version. */
export function provisionCompliance(work: Work, { compliance }: BlueprintDeclaration): void {
  const { key, version, ...rules } = compliance
  const profile = work.create<ComplianceProfile>(ComplianceProfile, {
    ...rules,
    profile: key,
    profileVersion: version,
    active: true,
  })
  work.tell('compliance.profile.adopted', profile, { profile: key, version })
}
