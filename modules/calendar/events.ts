import type { EventDeclarations } from '../../schema/index.ts'

/** What the calendar tells of. Payloads hold ids and enum values only. */
export const calendarEvents: EventDeclarations = {
  'appointment.created': { en: 'Appointment booked', tr: 'Randevu alındı' },
  'appointment.rescheduled': { en: 'Appointment moved', tr: 'Randevu taşındı' },
  'appointment.status.updated': { en: 'Appointment status changed', tr: 'Randevu durumu değişti' },
  'appointment.cancelled': { en: 'Appointment cancelled', tr: 'Randevu iptal edildi' },
  'staffMember.created': { en: 'Staff member added', tr: 'Personel eklendi' },
  'staffMember.updated': { en: 'Staff member changed', tr: 'Personel değişti' },
  'staffMember.deleted': { en: 'Staff member archived', tr: 'Personel arşivlendi' },
  'resource.created': { en: 'Resource added', tr: 'Kaynak eklendi' },
  'resource.updated': { en: 'Resource changed', tr: 'Kaynak değişti' },
  'resource.deleted': { en: 'Resource archived', tr: 'Kaynak arşivlendi' },
  'workingHoursEntry.created': { en: 'Working hours added', tr: 'Çalışma saati eklendi' },
  'workingHoursEntry.updated': { en: 'Working hours changed', tr: 'Çalışma saati değişti' },
  'workingHoursEntry.deleted': { en: 'Working hours removed', tr: 'Çalışma saati kaldırıldı' },
  'workingHours.replaced': { en: 'Opening hours changed', tr: 'Açılış saatleri değişti' },
  'closedDay.created': { en: 'Closed day added', tr: 'Kapalı gün eklendi' },
  'closedDay.updated': { en: 'Closed day changed', tr: 'Kapalı gün değişti' },
  'closedDay.deleted': { en: 'Closed day removed', tr: 'Kapalı gün kaldırıldı' },
  'staffQualification.created': { en: 'Qualification added', tr: 'Yetkinlik eklendi' },
  'staffQualification.deleted': { en: 'Qualification removed', tr: 'Yetkinlik kaldırıldı' },
}
