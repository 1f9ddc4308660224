import type { WordDeclaration } from '../../schema/index.ts'

/** Neutral words. */
export const words = {
  customer: { one: { en: 'Customer', tr: 'Müşteri' }, many: { en: 'Customers', tr: 'Müşteriler' } },
  appointment: { one: { en: 'Appointment', tr: 'Randevu' }, many: { en: 'Appointments', tr: 'Randevular' } },
  resource: { one: { en: 'Room', tr: 'Oda' }, many: { en: 'Rooms', tr: 'Odalar' } },
  staff: { one: { en: 'Colleague', tr: 'Personel' }, many: { en: 'Team', tr: 'Ekip' } },
} as const satisfies Readonly<Record<string, WordDeclaration>>
