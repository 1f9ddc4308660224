import type { ComplianceDeclaration } from '../../schema/index.ts'

/** KVKK without health data; a plate and a chassis number point at their owner and are kept like contact data. */
export const compliance: ComplianceDeclaration = {
  key: 'kvkk',
  version: 1,
  title: { en: 'KVKK, workshop', tr: 'KVKK, servis' },
  jurisdiction: 'TR',
  effectiveFrom: '2024-06-01',
  healthcare: false,
  lawfulBases: {
    contact: 'CONTRACT',
    appointments: 'CONTRACT',
    vehicles: 'CONTRACT',
    jobCards: 'LAW',
    revenue: 'LAW',
    marketing: 'EXPLICIT_CONSENT',
  },
  retentionDays: {
    contact: 1095,
    appointments: 1095,
    vehicles: 3650,
    jobCards: 3650,
    revenue: 3650,
    marketing: 1095,
  },
  breachNoticeHours: 72,
  requestAnswerDays: 30,
}
