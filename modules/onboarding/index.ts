/**
 * Owns the way from a signed-up owner to a business that works: the draft of its answers, the preview, making all of
 * it in one transaction, and the list of the first days. What a sector brings is the sectors module's.
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
  },
  events: {
    'onboarding.saved': { en: 'Set-up went on', tr: 'Kurulum ilerledi' },
    'onboarding.completed': { en: 'Business set up', tr: 'İşletme kuruldu' },
    'onboarding.itemDismissed': { en: 'First-days item put aside', tr: 'İlk gün maddesi kaldırıldı' },
  },
})
