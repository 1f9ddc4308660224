import type { Words } from '../../schema/index.ts'

/** Why the calendar says no. */
export const calendarRefusals: Readonly<Record<string, Words>> = {
  SLOT_TAKEN: {
    en: 'This time is no longer free. Choose another one.',
    tr: 'Bu saat artık dolu. Başka bir saat seçin.',
  },
  SERVICE_NOT_OFFERED: { en: 'This service is not offered any more.', tr: 'Bu hizmet artık sunulmuyor.' },
  CUSTOMER_ARCHIVED: { en: 'This customer is archived.', tr: 'Bu müşteri arşivde.' },
  STAFF_INACTIVE: { en: 'This person takes no appointments.', tr: 'Bu kişi randevu almıyor.' },
  STAFF_NOT_QUALIFIED: { en: 'Nobody here performs this service.', tr: 'Bu hizmeti burada yapan yok.' },
  RESOURCE_OUT_OF_ORDER: { en: 'This resource is not in use.', tr: 'Bu kaynak kullanımda değil.' },
  RESOURCE_NOT_SUITABLE: {
    en: 'This resource does not fit the service.',
    tr: 'Bu kaynak hizmete uygun değil.',
  },
  RESOURCE_MISSING: {
    en: 'The service needs a resource, and none of its type is in use here.',
    tr: 'Hizmet bir kaynak gerektiriyor; burada bu türden kullanımda olan yok.',
  },
  IN_THE_PAST: { en: 'This time has passed.', tr: 'Bu saat geçti.' },
  TOO_FAR_AHEAD: { en: 'At most two years ahead.', tr: 'En fazla iki yıl ilerisi.' },
  OUTSIDE_WORKING_HOURS: { en: 'This is outside working hours.', tr: 'Çalışma saatleri dışında.' },
  TRANSITION_NOT_ALLOWED: {
    en: 'An appointment in this status cannot do that.',
    tr: 'Randevu bu durumdayken bu yapılamaz.',
  },
  TOO_EARLY: { en: 'It is too early for that.', tr: 'Bunun için henüz erken.' },
  NOTHING_TO_UNDO: { en: 'There is nothing to take back.', tr: 'Geri alınacak bir değişiklik yok.' },
  HOURS_REVERSED: { en: 'Hours end after they begin.', tr: 'Bitiş, başlangıçtan sonra olmalı.' },
  HOURS_OVERLAP: { en: 'These hours overlap.', tr: 'Bu saatler çakışıyor.' },
  WEEKDAY_TWICE: { en: 'Each weekday once.', tr: 'Her gün bir kez.' },
  HOLIDAYS_UNKNOWN: {
    en: 'The official holidays of {year} are not known yet. Enter closed days of your own.',
    tr: '{year} yılının resmî tatilleri henüz belli değil. Kapalı günleri kendiniz ekleyin.',
  },
  HOURS_OF_TWO: {
    en: 'Hours belong to a person or to a resource, not to both.',
    tr: 'Saatler bir kişiye ya da bir kaynağa aittir, ikisine birden değil.',
  },
}
