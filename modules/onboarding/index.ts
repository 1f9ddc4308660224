/**
 * Owns the way from a signed-up owner to a business that works: the draft of its answers, the preview, making all of
 * it in one transaction, the list of the first days, and sample data to try things with. What a sector brings is the sectors module's.
 */
import { defineModule } from '../../schema/index.ts'
import { OnboardingResolver } from './onboarding.resolver.ts'
import { OnboardingDraft } from './onboarding-draft.ts'

export const onboarding = defineModule({
  key: 'onboarding',
  switchable: false,
  title: { en: 'Set-up', tr: 'Kurulum' },
  records: [OnboardingDraft],
  resolvers: [OnboardingResolver],
  refusals: {
    PHONE_NOT_TURKISH: {
      en: 'This is not a phone number in Türkiye, e.g. 0532 123 45 67.',
      tr: 'Türkiye’de geçerli bir telefon yazın, örneğin 0532 123 45 67.',
    },
    ONBOARDING_OVER: { en: 'This business is set up already.', tr: 'Bu işletmenin kurulumu tamamlanmış.' },
    SAMPLE_DATA_THERE: {
      en: 'The sample data is there already. Remove it first.',
      tr: 'Örnek veriler zaten ekli. Önce onları kaldırın.',
    },
    SAMPLE_DATA_NEEDS_MODULES: {
      en: 'Customers and calendar must be switched on for sample data.',
      tr: 'Örnek veriler için müşteriler ve takvim açık olmalı.',
    },
    SAMPLE_DATA_NEEDS_STAFF: {
      en: 'Nobody who takes appointments offers a service yet. Add staff and services first.',
      tr: 'Henüz randevu alan ve hizmet veren kimse yok. Önce personel ve hizmet ekleyin.',
    },
  },
  events: {
    'onboarding.saved': { en: 'Set-up went on', tr: 'Kurulum ilerledi' },
    'onboarding.completed': { en: 'Business set up', tr: 'İşletme kuruldu' },
    'onboarding.itemDismissed': { en: 'First-days item put aside', tr: 'İlk gün maddesi kaldırıldı' },
    'onboarding.sampleDataAdded': { en: 'Sample data added', tr: 'Örnek veriler eklendi' },
    'onboarding.sampleDataRemoved': { en: 'Sample data removed', tr: 'Örnek veriler kaldırıldı' },
  },
})
