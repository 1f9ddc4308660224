import type { EventDeclarations, WordDeclaration, Words } from '../../schema/index.ts'

/** What things are called in a workshop. */
export const words = {
  customer: {
    one: { en: 'Vehicle owner', tr: 'Araç sahibi' },
    many: { en: 'Vehicle owners', tr: 'Araç sahipleri' },
  },
  appointment: { one: { en: 'Appointment', tr: 'Randevu' }, many: { en: 'Appointments', tr: 'Randevular' } },
  resource: { one: { en: 'Lift', tr: 'Lift' }, many: { en: 'Lifts', tr: 'Liftler' } },
  staff: { one: { en: 'Technician', tr: 'Usta' }, many: { en: 'Technicians', tr: 'Ustalar' } },
  vehicle: { one: { en: 'Vehicle', tr: 'Araç' }, many: { en: 'Vehicles', tr: 'Araçlar' } },
  jobCard: { one: { en: 'Job card', tr: 'İş emri' }, many: { en: 'Job cards', tr: 'İş emirleri' } },
} as const satisfies Readonly<Record<string, WordDeclaration>>

export const events: EventDeclarations = {
  'vehicle.created': { en: 'Vehicle added', tr: 'Araç eklendi' },
  'vehicle.updated': { en: 'Vehicle changed', tr: 'Araç değişti' },
  'vehicle.deleted': { en: 'Vehicle archived', tr: 'Araç arşivlendi' },
  'vehicle.odometer.corrected': { en: 'Odometer corrected', tr: 'Kilometre düzeltildi' },
  'auto.jobCard.created': { en: 'Job card opened', tr: 'İş emri açıldı' },
  'auto.jobCard.updated': { en: 'Job card changed', tr: 'İş emri değişti' },
  'auto.jobCard.moved': { en: 'Job card moved on', tr: 'İş emri ilerledi' },
  'auto.jobLine.created': { en: 'Job line added', tr: 'İş kalemi eklendi' },
  'auto.jobLine.updated': { en: 'Job line changed', tr: 'İş kalemi değişti' },
  'auto.jobLine.deleted': { en: 'Job line archived', tr: 'İş kalemi arşivlendi' },
  'auto.approval.asked': { en: 'Approval asked for', tr: 'Onay istendi' },
  'auto.approval.decided': { en: 'Customer decided', tr: 'Müşteri karar verdi' },
}

export const refusals: Readonly<Record<string, Words>> = {
  ODOMETER_BACKWARDS: {
    en: 'The odometer stands at {km} km and only goes up. An owner or manager can correct a wrong reading.',
    tr: 'Kilometre {km} km kayıtlı ve yalnızca artar. Yanlış kaydı sahip ya da yönetici düzeltebilir.',
  },
  JOB_CLOSED: {
    en: 'This job card is closed: the vehicle was delivered or the job cancelled.',
    tr: 'Bu iş emri kapalı: araç teslim edildi ya da iş iptal oldu.',
  },
  LINES_UNDECIDED: {
    en: 'The customer has not decided about every line yet.',
    tr: 'Müşterinin henüz karar vermediği kalemler var.',
  },
  NOTHING_TO_APPROVE: {
    en: 'There is no line to ask about here.',
    tr: 'Burada onaya sunulacak kalem yok.',
  },
  PRICE_AGREED: {
    en: 'The customer was told this price, so it stays. Add another line for more work.',
    tr: 'Müşteriye bu fiyat bildirildi, değişmez. Ek iş için yeni kalem ekleyin.',
  },
  LINE_NOT_APPROVED: {
    en: 'Work is done only after the customer approved it.',
    tr: 'İş, müşteri onayladıktan sonra yapılır.',
  },
  LINE_ASKED: {
    en: 'The customer was asked about this line, so it stays on the card.',
    tr: 'Bu kalem müşteriye soruldu, iş emrinde kalır.',
  },
  LINE_ALREADY_DONE: { en: 'This work is done already.', tr: 'Bu iş yapılmış.' },
}
