import type { EventDeclarations, WordDeclaration, Words } from '../../schema/index.ts'

/** What things are called in a clinic. */
export const words = {
  customer: { one: { en: 'Patient', tr: 'Hasta' }, many: { en: 'Patients', tr: 'Hastalar' } },
  appointment: { one: { en: 'Appointment', tr: 'Randevu' }, many: { en: 'Appointments', tr: 'Randevular' } },
  resource: { one: { en: 'Room', tr: 'Oda' }, many: { en: 'Rooms', tr: 'Odalar' } },
  staff: { one: { en: 'Dentist', tr: 'Hekim' }, many: { en: 'Dentists', tr: 'Hekimler' } },
  episode: { one: { en: 'Treatment', tr: 'Tedavi' }, many: { en: 'Treatments', tr: 'Tedaviler' } },
  plan: {
    one: { en: 'Treatment plan', tr: 'Tedavi planı' },
    many: { en: 'Treatment plans', tr: 'Tedavi planları' },
  },
} as const satisfies Readonly<Record<string, WordDeclaration>>

export const events: EventDeclarations = {
  'dental.episode.created': { en: 'Episode opened', tr: 'Tedavi açıldı' },
  'dental.episode.updated': { en: 'Episode changed', tr: 'Tedavi değişti' },
  'dental.plan.draft': { en: 'Plan opened again', tr: 'Plan yeniden açıldı' },
  'dental.plan.presented': { en: 'Plan presented', tr: 'Plan sunuldu' },
  'dental.plan.accepted': { en: 'Plan accepted', tr: 'Plan kabul edildi' },
  'dental.plan.rejected': { en: 'Plan rejected', tr: 'Plan reddedildi' },
  'dental.treatmentItem.created': { en: 'Treatment item added', tr: 'İşlem eklendi' },
  'dental.treatmentItem.updated': { en: 'Treatment item changed', tr: 'İşlem değişti' },
  'dental.treatmentItem.deleted': { en: 'Treatment item archived', tr: 'İşlem arşivlendi' },
  'dental.medicalAlert.created': { en: 'Medical alert added', tr: 'Tıbbi uyarı eklendi' },
  'dental.medicalAlert.updated': { en: 'Medical alert changed', tr: 'Tıbbi uyarı değişti' },
  'dental.medicalAlert.deleted': { en: 'Medical alert archived', tr: 'Tıbbi uyarı arşivlendi' },
  'dental.treatmentConsent.created': { en: 'Consent asked for', tr: 'Onam istendi' },
  'dental.treatmentConsent.updated': { en: 'Consent answered', tr: 'Onam yanıtlandı' },
  'dental.treatmentConsent.deleted': { en: 'Consent archived', tr: 'Onam arşivlendi' },
}

export const refusals: Readonly<Record<string, Words>> = {
  TOOTH_NOT_FDI: {
    en: 'There is no such tooth: FDI numbers are 11–18, 21–28, 31–38, 41–48 and, for milk teeth, 51–55, 61–65, 71–75, 81–85.',
    tr: 'Böyle bir diş yok: FDI numaraları 11–18, 21–28, 31–38, 41–48; süt dişlerinde 51–55, 61–65, 71–75, 81–85.',
  },
  SURFACE_NOT_ON_TOOTH: {
    en: 'Tooth {tooth} has no such surface: M, D, L and V on all; O and B on back teeth, I and F on front teeth.',
    tr: '{tooth} numaralı dişte böyle bir yüzey yok: M, D, L, V hepsinde; O ve B arka dişlerde, I ve F ön dişlerde.',
  },
  AREA_MISMATCH: {
    en: 'The place does not fit the area: a surface needs a tooth and surfaces, a tooth no surfaces, a quadrant, sextant or arch its region.',
    tr: 'Yer, alana uymuyor: yüzey için diş ve yüzey, diş için yalnız diş; çeyrek çene, sekstant ve çene için bölge gerekir.',
  },
  PLAN_FROZEN: {
    en: 'The plan is signed, so its fees and items stay as they are. Open it again first.',
    tr: 'Plan imzalı, ücret ve işlemler değişmez. Önce planı yeniden açın.',
  },
  PLAN_STEP_NOT_OPEN: {
    en: 'The plan cannot get there from its present state.',
    tr: 'Plan şu anki durumundan buna geçemez.',
  },
  PLAN_EMPTY: { en: 'A plan needs at least one item.', tr: 'Planda en az bir işlem olmalı.' },
}
