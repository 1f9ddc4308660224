import type { AutomationDeclaration } from '../../schema/index.ts'

/** What a new workshop starts with. */
export const automations: readonly AutomationDeclaration[] = [
  {
    ruleType: 'appointment_confirmation',
    title: { en: 'Appointment confirmation', tr: 'Randevu onayı' },
    trigger: 'schedule:before-appointment',
    conditions: { status: ['BOOKED'], hoursBefore: 24 },
    actions: [{ kind: 'REQUEST_CONFIRMATION', purpose: 'TRANSACTIONAL', channels: ['WHATSAPP', 'SMS'] }],
    enabled: true,
  },
  {
    ruleType: 'approval_reminder',
    title: { en: 'Approval reminder', tr: 'Onay hatırlatması' },
    trigger: 'auto.approval.asked',
    conditions: { unansweredMinutes: 90 },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'TRANSACTIONAL', channels: ['WHATSAPP', 'SMS'] }],
    enabled: true,
  },
  {
    ruleType: 'ready_for_pickup',
    title: { en: 'Car is ready', tr: 'Aracınız hazır' },
    trigger: 'auto.jobCard.moved',
    conditions: { to: 'READY' },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'TRANSACTIONAL', channels: ['WHATSAPP', 'SMS'] }],
    enabled: true,
  },
  {
    ruleType: 'maintenance_due',
    title: { en: 'Maintenance due', tr: 'Bakım zamanı' },
    trigger: 'schedule:daily',
    // Word of maintenance of what was supplied needs no prior consent to commercial messages.
    conditions: { figure: 'maintenance_due', once: '60 days' },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'TRANSACTIONAL', channels: ['SMS'] }],
    enabled: true,
  },
  {
    ruleType: 'declined_work',
    title: { en: 'Declined work, a month later', tr: 'Reddedilen iş, bir ay sonra' },
    trigger: 'schedule:daily',
    conditions: { approval: 'DECLINED', daysAfter: 30 },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'MARKETING', channels: ['SMS'] }],
    enabled: false,
  },
]
