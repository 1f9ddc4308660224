import { Instant, Integer, Json, Record, Tags, TenantRecord } from '../../schema/index.ts'
import type { ResourceCount } from '../sectors/index.ts'

/** How often a week a business opens. */
export type HoursPreset = 'WEEKDAYS' | 'SIX_DAYS' | 'EVERY_DAY'

/** A service of the sector's list as the business wants it. */
export interface ServiceAnswer {
  /** English name in the sector's list. */
  readonly key: string
  readonly offered: boolean
  readonly priceMinor: string
}

/** What a new business has answered so far; each answer may still be missing. */
export interface OnboardingAnswers {
  readonly sector?: string
  readonly name?: string
  readonly phone?: string
  readonly hours?: HoursPreset
  readonly resources?: readonly ResourceCount[]
  readonly services?: readonly ServiceAnswer[]
}

/** The answers of a business that is being set up, kept here so that another device goes on where this one stopped. */
@Record({
  prefix: 'obd',
  title: { en: 'Set-up', tr: 'Kurulum' },
  pluralTitle: { en: 'Set-ups', tr: 'Kurulumlar' },
  table: 'onboarding_drafts',
  internal: true,
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class OnboardingDraft extends TenantRecord {
  @Integer({ label: { en: 'Step', tr: 'Adım' }, privacy: 'none', min: 1, max: 4, default: 1 })
  step!: number

  @Json({ label: { en: 'Answers', tr: 'Yanıtlar' }, privacy: 'none' })
  answers!: OnboardingAnswers

  @Instant({ label: { en: 'Completed', tr: 'Tamamlanma' }, privacy: 'none', optional: true })
  completedAt!: Date | null

  @Tags({
    label: { en: 'Put aside', tr: 'Kaldırılanlar' },
    description: 'Lines of the first days’ list that the business does not want to see.',
    privacy: 'none',
  })
  dismissed!: string[]
}
