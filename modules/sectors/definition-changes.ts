/** What of a definition may change from one version to the next. */
export type DefinitionArea =
  | 'WORDS' | 'REQUIRED_FIELDS' | 'KPI_CARDS' | 'AUTOMATIONS' | 'SERVICES' | 'RESOURCE_TYPES' | 'COMPLIANCE'
  | 'NAVIGATION' | 'SCREENS' | 'FINANCE' // biome-ignore format: one glance

export interface DefinitionChange {
  readonly area: DefinitionArea
  /** Key of the word, rule, service (its English name), field, place or screen. */
  readonly key: string
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED'
  readonly before: unknown
  readonly after: unknown
}

type Json = Readonly<Record<string, unknown>>

/** What changed between two versions of a blueprint's definition, item by item. */
export function definitionChanges(from: object, to: object): DefinitionChange[] {
  const [before, after] = [itemsOf(from as Json), itemsOf(to as Json)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [old, fresh] = [before.get(id), after.get(id)]
    if (isSame(old?.value, fresh?.value)) return []
    const { area, key } = (fresh ?? old) as Item
    const kind = !old ? 'ADDED' : !fresh ? 'REMOVED' : 'CHANGED'
    return [{ area, key, kind, before: old?.value ?? null, after: fresh?.value ?? null }]
  })
}

/** Whether two values say the same, whatever the order of their keys: the database keeps an order of its own. */
export function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right)
}

interface Item {
  readonly area: DefinitionArea
  readonly key: string
  readonly value: unknown
}

function itemsOf(definition: Json): Map<string, Item> {
  const items = new Map<string, Item>()
  const add = (area: DefinitionArea, key: string, value: unknown) =>
    items.set(`${area} ${key}`, { area, key, value })
  const list = (value: unknown) => (value ?? []) as Json[]
  const panel = (definition.panel ?? {}) as Json
  for (const [key, word] of Object.entries((definition.words ?? {}) as Json)) add('WORDS', key, word)
  for (const field of list(definition.requiredFields)) add('REQUIRED_FIELDS', String(field), true)
  add('KPI_CARDS', 'cards', definition.kpiCards)
  for (const rule of list(definition.automations)) add('AUTOMATIONS', String(rule.ruleType), rule)
  for (const service of list(definition.services))
    add('SERVICES', String((service.name as Json | undefined)?.en), service)
  for (const type of list(definition.resourceTypes)) add('RESOURCE_TYPES', String(type.key), type)
  add('COMPLIANCE', String((definition.compliance as Json | undefined)?.key), definition.compliance)
  for (const place of list(panel.navigation)) add('NAVIGATION', String(place.key), place)
  for (const screen of list(panel.screens)) add('SCREENS', String(screen.key), screen)
  add('FINANCE', 'finance', definition.finance)
  return items
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, one) =>
      one && typeof one === 'object' && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([left], [right]) => (left < right ? -1 : 1)))
        : one,
    ) ?? ''
  )
}
