import type { ComplianceDeclaration } from '../../schema/index.ts'

/**
 * KVKK with health data: kept for diagnosis, treatment and care under a duty of secrecy (KVKK art. 6 as amended by law
 * 7499, in force 1 June 2024). Marketing on the same people still needs their explicit consent.
 */
export const compliance: ComplianceDeclaration = {
  key: 'kvkk-health',
  version: 1,
  title: { en: 'KVKK, health data', tr: 'KVKK, sağlık verisi' },
  jurisdiction: 'TR',
  effectiveFrom: '2024-06-01',
  healthcare: true,
  lawfulBases: {
    contact: 'CONTRACT',
    appointments: 'CONTRACT',
    clinical: 'HEALTH_SERVICE',
    consents: 'LAW',
    revenue: 'LAW',
    marketing: 'EXPLICIT_CONSENT',
  },
  retentionDays: {
    contact: 3650,
    appointments: 3650,
    clinical: 7300,
    consents: 7300,
    revenue: 3650,
    marketing: 1095,
  },
  breachNoticeHours: 72,
  requestAnswerDays: 30,
}
