import type { AutomationDeclaration } from '../../schema/index.ts'

/** What a new business starts with. */
export const automations: readonly AutomationDeclaration[] = [
  {
    ruleType: 'appointment_confirmation',
    title: { en: 'Appointment confirmation', tr: 'Randevu onayı' },
    trigger: 'schedule:before-appointment',
    conditions: { status: ['BOOKED'], hoursBefore: 48 },
    actions: [{ kind: 'REQUEST_CONFIRMATION', purpose: 'TRANSACTIONAL', channels: ['WHATSAPP', 'SMS'] }],
    enabled: true,
  },
  {
    ruleType: 'slot_refill',
    title: { en: 'Waitlist after a cancellation', tr: 'İptal olunca bekleme listesi' },
    trigger: 'appointment.cancelled',
    conditions: { leadMinutes: 60 },
    actions: [{ kind: 'OFFER_SLOT', order: 'FIRST_IN_LINE', holdMinutes: 20 }],
    enabled: false,
  },
  {
    ruleType: 'win_back',
    title: { en: 'Customers at risk', tr: 'Riskteki müşteriler' },
    trigger: 'schedule:daily',
    conditions: { figure: 'at_risk_customers', once: '60 days' },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'MARKETING', channels: ['SMS', 'EMAIL'] }],
    enabled: false,
  },
]
