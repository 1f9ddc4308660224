import type { EventDeclarations, WordDeclaration, Words } from '../../schema/index.ts'

/** What things are called in a salon. */
export const words = {
  customer: { one: { en: 'Client', tr: 'Müşteri' }, many: { en: 'Clients', tr: 'Müşteriler' } },
  appointment: { one: { en: 'Appointment', tr: 'Randevu' }, many: { en: 'Appointments', tr: 'Randevular' } },
  resource: { one: { en: 'Chair', tr: 'Koltuk' }, many: { en: 'Chairs', tr: 'Koltuklar' } },
  staff: { one: { en: 'Stylist', tr: 'Uzman' }, many: { en: 'Stylists', tr: 'Uzmanlar' } },
  visit: { one: { en: 'Visit', tr: 'Ziyaret' }, many: { en: 'Visits', tr: 'Ziyaretler' } },
  formula: {
    one: { en: 'Colour formula', tr: 'Renk formülü' },
    many: { en: 'Colour formulas', tr: 'Renk formülleri' },
  },
} as const satisfies Readonly<Record<string, WordDeclaration>>

export const events: EventDeclarations = {
  'salon.visit.created': { en: 'Visit written down', tr: 'Ziyaret kaydedildi' },
  'salon.visit.updated': { en: 'Visit changed', tr: 'Ziyaret değişti' },
  'salon.visit.deleted': { en: 'Visit archived', tr: 'Ziyaret arşivlendi' },
  'salon.formula.recorded': { en: 'Colour formula written down', tr: 'Renk formülü kaydedildi' },
  'salon.patchTest.created': { en: 'Patch test made', tr: 'Alerji testi yapıldı' },
  'salon.patchTest.updated': { en: 'Patch test changed', tr: 'Alerji testi değişti' },
  'salon.patchTest.deleted': { en: 'Patch test archived', tr: 'Alerji testi arşivlendi' },
  'salon.patchTest.overridden': {
    en: 'Colour applied despite a reaction',
    tr: 'Tepkiye rağmen boya uygulandı',
  },
}

export const refusals: Readonly<Record<string, Words>> = {
  SHADES_INCOMPLETE: {
    en: 'Each mix has one to eight shades with a name and 1 to 500 grams.',
    tr: 'Her karışımda adı ve 1–500 gramı olan bir ile sekiz ton olur.',
  },
  DEVELOPER_OUT_OF_RANGE: {
    en: 'Developer is 0 to 12 per cent.',
    tr: 'Oksidan yüzde 0 ile 12 arasında olur.',
  },
  PATCH_TEST_FAILED: {
    en: 'The newest patch test of this client reacted. An owner or manager may go on regardless.',
    tr: 'Bu müşterinin son alerji testi tepki verdi. Yalnızca sahip ya da yönetici devam edebilir.',
  },
}
