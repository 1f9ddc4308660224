import { document } from '../data/document.ts'
import type { NavigationItem } from '../data/panel.ts'
import type { Translated } from '../i18n/format.ts'

export interface ResourceType {
  key: string
  title: Translated
  icon: string
  usual: number
}

export interface OfferedService {
  key: string
  name: Translated
  category: Translated
  durationMinutes: number
  priceMinor: string
}

export type HoursKey = 'WEEKDAYS' | 'SIX_DAYS' | 'EVERY_DAY'

export interface SectorChoice {
  key: string
  title: Translated
  hint: Translated
  icon: string
  hours: HoursKey
  resourceTypes: ResourceType[]
  services: OfferedService[]
  automations: number
  highlights: { icon: string; label: Translated }[]
}

export interface HoursChoice {
  key: HoursKey
  title: Translated
  opensAt: string
  closesAt: string
}

export interface Answers {
  sector: string | null
  name: string | null
  phone: string | null
  hours: HoursKey | null
  resources: { type: string; count: number }[] | null
  services: { key: string; offered: boolean; priceMinor: string }[] | null
}

export type ChecklistKey =
  | 'FIRST_BOOKING'
  | 'INVITE_STAFF'
  | 'IMPORT_CUSTOMERS'
  | 'SAMPLE_DATA'
  | 'INSTALL_APP'

export interface OnboardingState {
  completed: boolean
  step: number
  answers: Answers
  sectors: SectorChoice[]
  hours: HoursChoice[]
}

export interface Preview {
  sector: string
  accent: string
  title: Translated
  words: { key: string; one: Translated; many: Translated }[]
  navigation: NavigationItem[]
  cards: { id: string; title: Translated; unit: string; value: string; action: Translated | null }[]
  rows: { time: string; customer: string; service: Translated; status: 'ARRIVED' | 'CONFIRMED' | 'BOOKED' }[]
}

export interface Refusal {
  code: string
  field: string[] | null
  message: string
}

export const onboardingQuery = document<{ onboarding: OnboardingState }>(`query Onboarding {
  onboarding {
    completed
    step
    answers { sector name phone hours resources { type count } services { key offered priceMinor } }
    sectors {
      key
      title { en tr }
      hint { en tr }
      icon
      hours
      resourceTypes { key title { en tr } icon usual }
      services { key name { en tr } category { en tr } durationMinutes priceMinor }
      automations
      highlights { icon label { en tr } }
    }
    hours { key title { en tr } opensAt closesAt }
  }
}`)

export const previewQuery = document<
  { onboardingPreview: Preview },
  { sector: string }
>(`query OnboardingPreview($sector: String!) {
  onboardingPreview(sector: $sector) {
    sector
    accent
    title { en tr }
    words { key one { en tr } many { en tr } }
    navigation { key label { en tr } icon path }
    cards { id title { en tr } unit value action { en tr } }
    rows { time customer service { en tr } status }
  }
}`)

export const saveStepMutation = document<
  { saveOnboardingStep: { userErrors: Refusal[] } },
  { input: Partial<Answers> & { step: number } }
>(`mutation SaveOnboardingStep($input: SaveOnboardingStepInput!) {
  saveOnboardingStep(input: $input) { userErrors { code field message } }
}`)

export const completeMutation = document<{
  completeOnboarding: { userErrors: Refusal[] }
}>(`mutation CompleteOnboarding {
  completeOnboarding { userErrors { code field message } }
}`)

export const checklistQuery = document<{
  onboarding: { checklist: { key: ChecklistKey; done: boolean | null }[]; sampleRows: number }
}>(`query Checklist {
  onboarding { checklist { key done } sampleRows }
}`)

export const addSampleMutation = document<{
  addSampleData: { userErrors: Refusal[] }
}>(`mutation AddSampleData {
  addSampleData { userErrors { code field message } }
}`)

export const removeSampleMutation = document<{
  removeSampleData: { keptCustomers: number | null; userErrors: Refusal[] }
}>(`mutation RemoveSampleData {
  removeSampleData { keptCustomers userErrors { code field message } }
}`)

export const dismissMutation = document<
  { dismissChecklistItem: { userErrors: Refusal[] } },
  { input: { item: ChecklistKey } }
>(`mutation DismissChecklistItem($input: DismissChecklistItemInput!) {
  dismissChecklistItem(input: $input) { userErrors { code } }
}`)
