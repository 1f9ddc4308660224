import type { OnboardingDeclaration } from '../../schema/index.ts'

/** A salon with three chairs that closes on Sundays. The figures are those of a usual week. */
export const onboarding: OnboardingDeclaration = {
  icon: 'scissors',
  hint: { en: 'Chair, stylist, colour card', tr: 'Koltuk, uzman, boya kartı' },
  resources: { CHAIR: 3, WASH: 1 },
  hours: 'SIX_DAYS',
  highlights: [
    { icon: 'drop', label: { en: 'Colour card', tr: 'Boya kartı' } },
    { icon: 'shield-check', label: { en: 'KVKK texts', tr: 'KVKK metinleri' } },
  ],
  figures: { revenue_today: '1465000', fill_rate_pct: '72', no_show_rate_pct: '9.8', recall_due: '34' },
}
