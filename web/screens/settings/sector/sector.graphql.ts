import { document } from '../../../data/document.ts'
import type { Translated } from '../../../i18n/format.ts'

export interface SectorRow {
  key: string
  title: Translated
  hint: Translated
  icon: string
  state: 'AVAILABLE' | 'ACTIVE' | 'RETIRED'
  primary: boolean
  version: number
  usedVersion: number | null
}

export interface Undecided {
  area: string
  key: string
}

interface Refused {
  userErrors: { code: string; message: string }[]
}

export const sectorsQuery = document<{
  sectors: SectorRow[]
  tenantBlueprints: { nodes: { blueprint: string; undecided: Undecided[] }[] }
}>(`query Sectors {
  sectors { key title { en tr } hint { en tr } icon state primary version usedVersion }
  tenantBlueprints(first: 50) { nodes { blueprint undecided } }
}`)

type ByBlueprint = { input: { blueprint: string } }

export const addMutation = document<
  { answer: Refused },
  ByBlueprint
>(`mutation AddBlueprint($input: AddBlueprintInput!) {
  answer: addBlueprint(input: $input) { userErrors { code message } }
}`)

export const retireMutation = document<
  { answer: Refused },
  ByBlueprint
>(`mutation RetireBlueprint($input: BlueprintInput!) {
  answer: retireBlueprint(input: $input) { userErrors { code message } }
}`)

export const primaryMutation = document<
  { answer: Refused },
  ByBlueprint
>(`mutation SetPrimaryBlueprint($input: BlueprintInput!) {
  answer: setPrimaryBlueprint(input: $input) { userErrors { code message } }
}`)

export const upgradeMutation = document<
  { answer: Refused & { upgrade: { kept: object[]; taken: object[]; undecided: object[] } | null } },
  ByBlueprint
>(`mutation UpgradeBlueprint($input: BlueprintInput!) {
  answer: upgradeBlueprint(input: $input) {
    upgrade { kept { key } taken { key } undecided { key } }
    userErrors { code message }
  }
}`)

export const decideMutation = document<
  { answer: Refused },
  { input: { blueprint: string; area: string; key: string; take: 'MINE' | 'NEW' } }
>(`mutation DecideBlueprintChange($input: DecideBlueprintChangeInput!) {
  answer: decideBlueprintChange(input: $input) { userErrors { code message } }
}`)

export const wordMutation = document<
  { answer: Refused },
  {
    input: {
      kind: 'WORD'
      target: string
      one: Record<'tr' | 'en', string>
      many: Record<'tr' | 'en', string>
    }
  }
>(`mutation SetBlueprintWord($input: SetBlueprintOverrideInput!) {
  answer: setBlueprintOverride(input: $input) { userErrors { code message } }
}`)

export interface FieldOverride {
  id: string
  version: number
  target: string
  value: { hidden?: boolean; required?: boolean; label?: Translated }
}

export const fieldsQuery = document<{
  panel: {
    records: {
      type: string
      plural: Translated
      fields: { name: string; label: Translated; required: boolean; writable: boolean }[]
    }[]
  } | null
  tenantBlueprintOverrides: { nodes: FieldOverride[] }
}>(`query FieldOverrides {
  panel { records { type plural { en tr } fields { name label { en tr } required writable } } }
  tenantBlueprintOverrides(first: 100, filter: { kind: { eq: FIELD } }) { nodes { id version target value } }
}`)

export const fieldMutation = document<
  { answer: Refused },
  {
    input: {
      kind: 'FIELD'
      target: string
      hidden?: boolean
      required?: boolean
      label?: Record<'tr' | 'en', string>
    }
  }
>(`mutation SetBlueprintField($input: SetBlueprintOverrideInput!) {
  answer: setBlueprintOverride(input: $input) { userErrors { code message } }
}`)

export const clearOverrideMutation = document<
  { answer: Refused },
  { input: { id: string; version: number } }
>(`mutation ClearBlueprintOverride($input: ClearBlueprintOverrideInput!) {
  answer: clearBlueprintOverride(input: $input) { userErrors { code message } }
}`)

export interface Figure {
  id: string
  title: Translated
}

export const cardsQuery = document<{
  commandCenter: { kpis: Figure[] | null }
  kpis: Figure[]
}>(`query KpiCards {
  commandCenter { kpis { id title { en tr } } }
  kpis { id title { en tr } }
}`)

export const cardsMutation = document<
  { answer: Refused },
  { input: { kind: 'KPI'; target: 'cards'; cards: string[] } }
>(`mutation SetKpiCards($input: SetBlueprintOverrideInput!) {
  answer: setBlueprintOverride(input: $input) { userErrors { code message } }
}`)
