import {
  type BlueprintDeclaration,
  type Locale,
  recordMeta,
  type ServiceDeclaration,
  type Work,
} from '../../schema/index.ts'
import { AutomationRule } from '../automation/index.ts'
import { Service } from '../catalog/index.ts'
import { type TenantBlueprint, TenantBlueprintOverride } from '../tenancy/index.ts'
import { type DefinitionChange, isSame } from './definition-changes.ts'
import { mergeThreeWays } from './merge-three-ways.ts'
import { createService } from './provisioning/services.ts'

/** What became of a change of the sector in the business: the business's own stays, the sector's came, or both stand. */
export type Outcome = 'KEPT' | 'TAKEN' | 'UNDECIDED'

type Values = Readonly<Record<string, unknown>>

interface Place {
  readonly work: Work
  readonly used: TenantBlueprint
  readonly locale: Locale
  readonly blueprint: BlueprintDeclaration
}

/** Takes one change of the definition into the business, unless the business changed the same thing. */
export async function takeChange(place: Place, change: DefinitionChange): Promise<Outcome> {
  switch (change.area) {
    case 'WORDS':
      return (await overrideOf(place, 'WORD', change.key)) ? 'UNDECIDED' : 'TAKEN'
    case 'KPI_CARDS':
      return (await overrideOf(place, 'KPI', 'cards')) ? 'UNDECIDED' : 'TAKEN'
    case 'REQUIRED_FIELDS':
      return requiredField(place, change)
    case 'AUTOMATIONS':
      return automation(place, change)
    case 'SERVICES':
      return service(place, change)
    default:
      // The program brings these itself; there is nothing of the business's in them.
      return 'TAKEN'
  }
}

/** Gives up the business's own for the sector's, after somebody decided so. */
export async function takeNew(place: Place, change: DefinitionChange): Promise<void> {
  const { work } = place
  const kinds = { WORDS: 'WORD', KPI_CARDS: 'KPI', REQUIRED_FIELDS: 'FIELD' } as const
  if (change.area in kinds) {
    const own = await overrideOf(place, kinds[change.area as keyof typeof kinds], change.key)
    if (!own) return
    await work.changing(recordMeta(TenantBlueprintOverride), [own.id])
    const { required: _, ...rest } = own.value as { required?: boolean }
    if (change.area === 'REQUIRED_FIELDS' && Object.keys(rest).length > 0) own.value = rest
    else own.archivedAt = work.now
    own.updatedAt = work.now
    work.tell('tenantBlueprintOverride.updated', own, { kind: own.kind, target: own.target })
  } else if (change.area === 'AUTOMATIONS') {
    const rule = await ruleOf(place, change.key)
    if (rule && change.after)
      await rewrite(work, AutomationRule, rule, ruleValues(change.after), 'automation.rule')
  } else if (change.area === 'SERVICES') {
    const row = await serviceOf(place, change)
    if (row && change.after)
      await rewrite(work, Service, row, serviceValues(change.after, place.locale), 'service')
  }
}

async function requiredField(place: Place, { key, kind }: DefinitionChange): Promise<Outcome> {
  const own = (await overrideOf(place, 'FIELD', key))?.value as { required?: boolean } | undefined
  if (own?.required === undefined) return 'TAKEN'
  return own.required === (kind === 'ADDED') ? 'TAKEN' : 'UNDECIDED'
}

async function automation(place: Place, change: DefinitionChange): Promise<Outcome> {
  const { work } = place
  const rule = await ruleOf(place, change.key)
  if (!rule) {
    if (change.kind !== 'ADDED') return 'KEPT'
    const made = work.create<AutomationRule>(AutomationRule, {
      ...(change.after as object),
      origin: 'BLUEPRINT',
    })
    work.tell('automation.rule.created', made, { ruleType: made.ruleType, enabled: made.enabled })
    return 'TAKEN'
  }
  const theirs = ruleValues(rule)
  if (change.kind === 'REMOVED') {
    if (!isSame(theirs, ruleValues(change.before))) return 'KEPT'
    await rewrite(work, AutomationRule, rule, { enabled: false }, 'automation.rule')
    return 'TAKEN'
  }
  const merged = mergeThreeWays(ruleValues(change.before ?? {}), theirs, ruleValues(change.after))
  if (!merged) return 'UNDECIDED'
  await rewrite(work, AutomationRule, rule, merged, 'automation.rule')
  return 'TAKEN'
}

async function service(place: Place, change: DefinitionChange): Promise<Outcome> {
  const { work, locale } = place
  const row = await serviceOf(place, change)
  if (!row) {
    // A business that brought its own list, or dropped a service, is not given one.
    if (change.kind !== 'ADDED' || !(await usesList(place))) return 'KEPT'
    createService(work, change.after as ServiceDeclaration, locale)
    return 'TAKEN'
  }
  if (change.kind === 'REMOVED') return 'KEPT'
  const fresh = serviceValues(change.after, locale)
  const merged = mergeThreeWays(serviceValues(change.before ?? {}, locale), serviceValues(row, locale), fresh)
  if (!merged) return 'UNDECIDED'
  await rewrite(work, Service, row, merged, 'service')
  return 'TAKEN'
}

async function rewrite<T extends AutomationRule | Service>(
  work: Work,
  record: new () => T,
  row: T,
  values: Values,
  events: string,
): Promise<void> {
  const changed = Object.keys(values).filter((name) => !isSame(row[name as keyof T], values[name]))
  if (changed.length === 0) return
  await work.changing(recordMeta(record), [row.id])
  Object.assign(row, values, { updatedAt: work.now })
  work.tell(`${events}.updated`, row, { changed })
}

function ruleValues(rule: unknown): Values {
  const { title, trigger, conditions, actions, enabled } = rule as AutomationRule
  return { title, trigger, conditions, actions, enabled }
}

/** A declared service and a stored one in the same shape. */
function serviceValues(service: unknown, locale: Locale): Values {
  const { category, durationMinutes, segments, priceMinor, resourceTypes } =
    service as Partial<ServiceDeclaration>
  const named = typeof category === 'object' && category !== null ? category[locale] : category
  const whole = durationMinutes === undefined ? null : [{ kind: 'WORK', minutes: durationMinutes }]
  return {
    category: named,
    durationMinutes,
    segments: segments ?? whole,
    priceMinor: priceMinor === undefined ? undefined : String(priceMinor),
    resourceTypes,
  }
}

function overrideOf({ work, used }: Place, kind: 'WORD' | 'KPI' | 'FIELD', target: string) {
  return work.em.findOne(TenantBlueprintOverride, {
    tenantId: work.principal.tenantId,
    tenantBlueprint: used,
    kind,
    target,
    archivedAt: null,
  })
}

function ruleOf({ work }: Place, ruleType: string): Promise<AutomationRule | null> {
  return work.em.findOne(AutomationRule, { tenantId: work.principal.tenantId, ruleType })
}

function serviceOf({ work, locale }: Place, { before, after }: DefinitionChange): Promise<Service | null> {
  const { name } = (before ?? after) as ServiceDeclaration
  return work.em.findOne(Service, { tenantId: work.principal.tenantId, name: name[locale] })
}

async function usesList({ work, blueprint, locale }: Place): Promise<boolean> {
  const names = blueprint.services.map(({ name }) => name[locale])
  const found = await work.em.count(Service, {
    tenantId: work.principal.tenantId,
    name: { $in: names },
    archivedAt: null,
  })
  return found > 0
}
