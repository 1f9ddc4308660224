import type { Words } from '../../schema/index.ts'
import type { HoursPreset } from './onboarding-draft.ts'

export interface HoursPresetDeclaration {
  readonly key: HoursPreset
  readonly title: Words
  /** ISO weekdays, 1 is Monday. */
  readonly weekdays: readonly number[]
  readonly opensAt: string
  readonly closesAt: string
}

/** Opening hours to begin with; each day can be changed later. */
export const hoursPresets: readonly HoursPresetDeclaration[] = [
  {
    key: 'WEEKDAYS',
    title: { en: 'Monday to Friday', tr: 'Hafta içi' },
    weekdays: [1, 2, 3, 4, 5],
    opensAt: '09:00',
    closesAt: '18:00',
  },
  {
    key: 'SIX_DAYS',
    title: { en: 'Monday to Saturday', tr: 'Pazartesi–cumartesi' },
    weekdays: [1, 2, 3, 4, 5, 6],
    opensAt: '09:00',
    closesAt: '19:00',
  },
  {
    key: 'EVERY_DAY',
    title: { en: 'Every day', tr: 'Her gün' },
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    opensAt: '10:00',
    closesAt: '20:00',
  },
]
