import type { ComplianceDeclaration } from '../../schema/index.ts'

/**
 * KVKK without health data. A failed patch test is the one fact about the body that is kept, with the client's
 * explicit consent. Amounts are kept for the ten years of the Commercial Code.
 */
export const compliance: ComplianceDeclaration = {
  key: 'kvkk',
  version: 1,
  title: { en: 'KVKK, personal care', tr: 'KVKK, kişisel bakım' },
  jurisdiction: 'TR',
  effectiveFrom: '2024-06-01',
  healthcare: false,
  lawfulBases: {
    contact: 'CONTRACT',
    appointments: 'CONTRACT',
    visits: 'CONTRACT',
    patchTests: 'EXPLICIT_CONSENT',
    revenue: 'LAW',
    marketing: 'EXPLICIT_CONSENT',
  },
  retentionDays: {
    contact: 1095,
    appointments: 1095,
    visits: 1095,
    patchTests: 730,
    revenue: 3650,
    marketing: 1095,
  },
  breachNoticeHours: 72,
  requestAnswerDays: 30,
}
