import type { AutomationDeclaration } from '../../schema/index.ts'

/** What a new salon starts with. Reminders are on; what writes to people for business waits to be turned on. */
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
    ruleType: 'color_recall',
    title: { en: 'Colour refresh reminder', tr: 'Boya zamanı hatırlatması' },
    trigger: 'schedule:daily',
    conditions: { figure: 'recall_due', afterDays: { min: 30, max: 45 }, daysBefore: 5, once: '30 days' },
    actions: [{ kind: 'SEND_MESSAGE', purpose: 'MARKETING', channels: ['WHATSAPP', 'SMS'] }],
    enabled: false,
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
    ruleType: 'patch_test_reminder',
    title: { en: 'Patch test before colour', tr: 'Boya öncesi alerji testi' },
    trigger: 'appointment.created',
    conditions: { serviceHasSegment: 'PROCESSING', withoutPatchTestWithinDays: 180, leadHours: 48 },
    actions: [{ kind: 'REMIND_STAFF' }],
    enabled: true,
  },
  {
    ruleType: 'review_request',
    title: { en: 'Review after a visit', tr: 'Ziyaret sonrası değerlendirme' },
    trigger: 'appointment.status.updated',
    conditions: { status: ['DONE'], hoursAfter: 3, everyone: true },
    actions: [{ kind: 'REQUEST_REVIEW', purpose: 'MARKETING', channels: ['WHATSAPP', 'SMS'] }],
    enabled: false,
  },
]
