import type { AutomationDeclaration } from '../../schema/index.ts'

/** What a new clinic starts with. No message ever names a tooth or a treatment. */
export const automations: readonly AutomationDeclaration[] = [
  {
    ruleType: 'appointment_confirmation',
    title: { en: 'Appointment confirmation', tr: 'Randevu onayı' },
    trigger: 'schedule:before-appointment',
    conditions: { status: ['BOOKED'], hoursBefore: 48 },
    actions: [
      {
        kind: 'REQUEST_CONFIRMATION',
        purpose: 'TRANSACTIONAL',
        channels: ['WHATSAPP', 'SMS'],
        healthText: false,
      },
    ],
    enabled: true,
  },
  {
    ruleType: 'treatment_continuity',
    title: { en: 'Accepted plans without a date', tr: 'Randevusuz kabul edilmiş planlar' },
    trigger: 'schedule:daily',
    conditions: { figure: 'interrupted_plans', afterDays: 14, once: '30 days' },
    actions: [{ kind: 'REMIND_STAFF' }],
    enabled: true,
  },
  {
    ruleType: 'checkup_recall',
    title: { en: 'Six-month check-up', tr: '6 ay kontrolü' },
    trigger: 'schedule:daily',
    conditions: { daysSinceLastVisit: 180, nothingBooked: true, once: '90 days' },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'MARKETING', channels: ['SMS'], healthText: false }],
    enabled: false,
  },
  {
    ruleType: 'missing_consent',
    title: { en: 'Missing consent before a treatment', tr: 'İşlem öncesi eksik onam' },
    trigger: 'schedule:before-appointment',
    conditions: { treatmentConsent: 'MISSING', hoursBefore: 24 },
    actions: [{ kind: 'REMIND_STAFF' }],
    enabled: true,
  },
]
