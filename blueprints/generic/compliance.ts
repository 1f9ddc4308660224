import type { ComplianceDeclaration } from '../../schema/index.ts'

/** KVKK as it applies to any business that keeps contacts, appointments and its books. */
export const compliance: ComplianceDeclaration = {
  key: 'kvkk',
  version: 1,
  title: { en: 'KVKK', tr: 'KVKK' },
  jurisdiction: 'TR',
  effectiveFrom: '2024-06-01',
  healthcare: false,
  lawfulBases: {
    contact: 'CONTRACT',
    appointments: 'CONTRACT',
    revenue: 'LAW',
    marketing: 'EXPLICIT_CONSENT',
  },
  retentionDays: { contact: 1095, appointments: 1095, revenue: 3650, marketing: 1095 },
  breachNoticeHours: 72,
  requestAnswerDays: 30,
}
