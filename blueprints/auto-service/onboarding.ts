import type { OnboardingDeclaration } from '../../schema/index.ts'

/** A workshop with three lifts. The figures are those of a usual week. */
export const onboarding: OnboardingDeclaration = {
  icon: 'car',
  hint: { en: 'Lift, technician, vehicle, job card', tr: 'Lift, usta, araç, iş emri' },
  resources: { LIFT: 3, ALIGNMENT: 1, BAY: 2 },
  hours: 'SIX_DAYS',
  highlights: [
    { icon: 'car', label: { en: 'Vehicle card', tr: 'Araç kartı' } },
    { icon: 'shield-check', label: { en: 'KVKK texts', tr: 'KVKK metinleri' } },
  ],
  figures: {
    cars_inside: '6',
    pending_approvals_minor: '2475000',
    fill_rate_pct: '81',
    maintenance_due: '23',
  },
}
