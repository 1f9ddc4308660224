import type { BlueprintDeclaration, WordDeclaration } from './blueprint.ts'
import type { BlueprintSet } from './compose/composition.ts'
import type { Words } from './words.ts'

export type OverrideKind = 'FIELD' | 'KPI' | 'MODULE' | 'WORD'

/** What an override says; each kind reads what concerns it. */
export interface OverrideValue {
  /** FIELD, MODULE: kept out of the panel. */
  readonly hidden?: boolean
  /** FIELD: must be filled, or need not be although the sector wants it. */
  readonly required?: boolean
  /** FIELD: what the business calls it. */
  readonly label?: Words
  /** KPI: ids of the first screen's cards, in order. */
  readonly cards?: readonly string[]
  /** WORD: the business's own word. */
  readonly one?: Words
  readonly many?: Words
}

/** Where a tenant differs from a sector that it uses. It changes the panel and what verbs require, never the schema. */
export interface BlueprintOverride {
  readonly blueprint: string
  readonly kind: OverrideKind
  /** `Customer.birthday`; `cards`; key of a place in the navigation; key of a word. */
  readonly target: string
  readonly value: OverrideValue
}

type Overrides = readonly BlueprintOverride[]

/** Attributes that the tenant wants filled: what its sectors ask for, as far as it did not decide otherwise. */
export function requiredFieldsOf(set: BlueprintSet, overrides: Overrides = []): ReadonlySet<string> {
  const required = new Set(set.blueprints.flatMap((blueprint) => blueprint.requiredFields))
  for (const { target, value } of ofKind('FIELD', overrides)) {
    if (value.required === true) required.add(target)
    if (value.required === false) required.delete(target)
  }
  return required
}

/** Ids of the first screen's cards; those that the set does not have are left out. */
export function kpiCardsOf(
  set: BlueprintSet,
  primary: BlueprintDeclaration,
  overrides: Overrides = [],
): readonly string[] {
  const own = ofKind('KPI', overrides).find(({ blueprint }) => blueprint === primary.key)?.value.cards
  return (own ?? primary.kpiCards).filter((id) => set.kpis.some((kpi) => kpi.id === id))
}

/** The words of the primary sector with the business's own in their place. */
export function wordsOf(
  primary: BlueprintDeclaration,
  overrides: Overrides = [],
): Readonly<Record<string, WordDeclaration>> {
  const words: Record<string, WordDeclaration> = { ...primary.words }
  for (const { blueprint, target, value } of ofKind('WORD', overrides)) {
    const known = words[target]
    if (blueprint === primary.key && known)
      words[target] = { one: value.one ?? known.one, many: value.many ?? known.many }
  }
  return words
}

/** What is said of fields, by `Record.attribute`. */
export function fieldOverrides(overrides: Overrides = []): ReadonlyMap<string, OverrideValue> {
  return new Map(ofKind('FIELD', overrides).map(({ target, value }) => [target, value]))
}

/** Keys of the places that the business does without. */
export function hiddenPlaces(primary: BlueprintDeclaration, overrides: Overrides = []): ReadonlySet<string> {
  return new Set(
    ofKind('MODULE', overrides)
      .filter(({ blueprint, value }) => blueprint === primary.key && value.hidden)
      .map(({ target }) => target),
  )
}

function ofKind(kind: OverrideKind, overrides: Overrides): BlueprintOverride[] {
  return overrides.filter((override) => override.kind === kind)
}
