import type { Translated } from '../i18n/format.ts'
import { document } from './document.ts'
import type { UserError } from './payload.ts'

export interface BusinessProfile {
  id: string
  version: number
  legalName: string | null
  phone: string | null
  email: string | null
  address: string | null
  taxOffice: string | null
  taxNumber: string | null
}

const profile = 'id version legalName phone email address taxOffice taxNumber'

export const businessQuery = document<
  { tenant: { id: string; name: string } | null; businessProfiles: { nodes: BusinessProfile[] } },
  { id: string }
>(`query Business($id: ID!) {
  tenant(id: $id) { id name }
  businessProfiles(first: 1) { nodes { ${profile} } }
}`)

export const saveBusinessMutation = document<
  Record<string, { businessProfile: BusinessProfile | null; userErrors: UserError[] }>,
  { input: Partial<Omit<BusinessProfile, 'id' | 'version'>> & { name: string; version: number | null } }
>(`mutation SaveBusinessProfile($input: SaveBusinessProfileInput!) {
  saveBusinessProfile(input: $input) { businessProfile { ${profile} } userErrors { code field message } }
}`)

export interface Region {
  id: string
  version: number
  locale: 'tr' | 'en'
  timeZone: string
  currency: string
}

export const regionQuery = document<
  { tenant: Region | null; revenueEvents: { nodes: { id: string }[] } },
  { id: string }
>(`query Region($id: ID!) {
  tenant(id: $id) { id version locale timeZone currency }
  revenueEvents(first: 1) { nodes { id } }
}`)

export const saveRegionMutation = document<
  Record<string, { tenant: Region | null; userErrors: UserError[] }>,
  { input: Partial<Region> & { id: string; version: number } }
>(`mutation SaveRegion($input: UpdateTenantInput!) {
  updateTenant(input: $input) {
    tenant { id version locale timeZone currency }
    userErrors { code field message }
  }
}`)

export interface Span {
  opensAt: string
  closesAt: string
}

export interface OpeningDay {
  weekday: number
  spans: Span[]
}

export const branchesQuery = document<{ branches: { nodes: { id: string; name: string }[] } }>(
  'query Branches { branches(first: 100) { nodes { id name } } }',
)

export const openingHoursQuery = document<{ openingHours: OpeningDay[] }, { branchId: string }>(
  `query OpeningHours($branchId: ID!) {
  openingHours(branchId: $branchId) { weekday spans { opensAt closesAt } }
}`,
)

export const setOpeningHoursMutation = document<
  Record<string, { openingHours: OpeningDay[] | null; userErrors: UserError[] }>,
  { input: { branchId: string; days: OpeningDay[] } }
>(`mutation SetOpeningHours($input: SetOpeningHoursInput!) {
  setOpeningHours(input: $input) {
    openingHours { weekday spans { opensAt closesAt } }
    userErrors { code field message }
  }
}`)

export interface ClosedDay {
  id: string
  version: number
  day: string
  closesAt: string | null
  title: string
  holiday: string | null
  branch: { id: string; name: string } | null
}

export interface OfficialHoliday {
  key: string
  title: Translated
  day: string
  closesAt: string | null
  source: string
}

const closedDay = 'id version day closesAt title holiday branch { id name }'

export const closedDaysQuery = document<
  { closedDays: { nodes: ClosedDay[] }; officialHolidays: OfficialHoliday[] | null },
  { year: number; from: string; to: string }
>(`query ClosedDays($year: Int!, $from: LocalDate!, $to: LocalDate!) {
  closedDays(first: 100, filter: { day: { gte: $from, lte: $to } }) { nodes { ${closedDay} } }
  officialHolidays(year: $year) { key title { en tr } day closesAt source }
}`)

export const createClosedDayMutation = document<
  Record<string, { closedDay: ClosedDay | null; userErrors: UserError[] }>,
  { input: { day: string; title: string; closesAt: string | null } }
>(`mutation CreateClosedDay($input: CreateClosedDayInput!) {
  createClosedDay(input: $input) { closedDay { ${closedDay} } userErrors { code field message } }
}`)

export const archiveClosedDayMutation = document<
  Record<string, { userErrors: UserError[] }>,
  { input: { id: string; version: number } }
>(`mutation ArchiveClosedDay($input: ArchiveClosedDayInput!) {
  archiveClosedDay(input: $input) { closedDay { id archivedAt } userErrors { code field message } }
}`)

export const closeOnHolidaysMutation = document<
  Record<string, { closedDays: ClosedDay[] | null; userErrors: UserError[] }>,
  { input: { year: number; holidays?: string[] } }
>(`mutation CloseOnHolidays($input: CloseOnHolidaysInput!) {
  closeOnHolidays(input: $input) { closedDays { ${closedDay} } userErrors { code field message } }
}`)

export type TaxClass = 'STANDARD' | 'REDUCED' | 'LOW'

export interface TaxRate {
  taxClass: TaxClass
  rateBasisPoints: number
  validFrom: string
  source: 'LAW' | 'OWN'
}

export const taxTableQuery = document<{ taxTable: { day: string; rates: TaxRate[]; history: TaxRate[] } }>(
  `query TaxTable {
  taxTable {
    day
    rates { taxClass rateBasisPoints validFrom source }
    history { taxClass rateBasisPoints validFrom source }
  }
}`,
)

export const createTaxRateMutation = document<
  Record<string, { taxRate: { id: string } | null; userErrors: UserError[] }>,
  { input: { taxClass: TaxClass; rateBasisPoints: number; validFrom: string } }
>(`mutation CreateTaxRate($input: CreateTaxRateInput!) {
  createTaxRate(input: $input) { taxRate { id } userErrors { code field message } }
}`)

export interface Provider {
  key: string
  kind: string
  title: Translated
  description: Translated
  fields: {
    name: string
    label: Translated
    input: 'text' | 'email' | 'port' | 'flag'
    secret: boolean
    required: boolean
    example: string | null
  }[]
  testable: boolean
  version: number | null
  enabled: boolean
  values: { name: string; value: string }[]
  secrets: { name: string; ending: string | null; setAt: string; setBy: string | null }[]
}

const provider = `key kind title { en tr } description { en tr } testable version enabled
  fields { name label { en tr } input secret required example }
  values { name value }
  secrets { name ending setAt setBy }`

export const providersQuery = document<{ providers: Provider[] }>(
  `query Providers { providers { ${provider} } }`,
)

type ProviderAnswer = Record<string, { provider: Provider | null; userErrors: UserError[] }>

export const saveProviderMutation = document<
  ProviderAnswer,
  {
    input: {
      provider: string
      version: number | null
      enabled: boolean
      values: { name: string; value: string }[]
    }
  }
>(`mutation SaveProvider($input: SaveProviderSettingsInput!) {
  saveProviderSettings(input: $input) { provider { ${provider} } userErrors { code field message } }
}`)

export const testProviderMutation = document<ProviderAnswer, { input: { provider: string } }>(
  `mutation TestProvider($input: TestProviderSettingsInput!) {
  testProviderSettings(input: $input) { provider { ${provider} } userErrors { code field message } }
}`,
)

export const removeProviderMutation = document<ProviderAnswer, { input: { provider: string } }>(
  `mutation RemoveProvider($input: RemoveProviderSettingsInput!) {
  removeProviderSettings(input: $input) { provider { ${provider} } userErrors { code field message } }
}`,
)
