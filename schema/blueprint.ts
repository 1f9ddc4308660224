import type { ModuleDeclaration } from './module.ts'
import type { PanelDeclaration } from './panel.ts'
import type { Words } from './words.ts'
import type { Work } from './write/work.ts'

export interface ResourceTypeDeclaration {
  readonly key: string
  readonly title: Words
  readonly icon: string
}

export interface WordDeclaration {
  readonly one: Words
  readonly many: Words
}

/** What the law asks of a sector. A change of any value is a new version; a tenant keeps the ones it had. */
export interface ComplianceDeclaration {
  /** e.g. `kvkk`, `kvkk-health`. */
  readonly key: string
  readonly version: number
  readonly title: Words
  readonly jurisdiction: 'TR' | 'EU'
  /** Day from which this version applies. */
  readonly effectiveFrom: string
  /** True where the law treats the sector's records as health data. */
  readonly healthcare: boolean
  /** Why each class of data may be kept, by class: `contact`, `appointments`, `marketing`, `health`, … */
  readonly lawfulBases: Readonly<Record<string, LawfulBasis>>
  /** How long each class of data is kept after its last use, in days. */
  readonly retentionDays: Readonly<Record<string, number>>
  /** Hours within which a breach is reported to the authority. */
  readonly breachNoticeHours: number
  /** Days within which a person's request is answered. */
  readonly requestAnswerDays: number
}

/** `HEALTH_SERVICE` is the clause of KVKK art. 6 for diagnosis, treatment and care under a duty of secrecy. */
export type LawfulBasis = 'CONTRACT' | 'LAW' | 'LEGITIMATE_INTEREST' | 'EXPLICIT_CONSENT' | 'HEALTH_SERVICE'

/** What a sale is documented with: invoice to a registered buyer, to a consumer, or a professional's receipt. */
export type FinanceDocument = 'E_FATURA' | 'E_ARSIV' | 'E_SMM'

export interface FinancePolicy {
  /** What happens to a checkout or deposit when payment or accounting is missing or failing. */
  readonly whenUnavailable: 'RECORD_MANUALLY' | 'WAIVE' | 'BLOCK'
  /** The document by legal form of the business; a buyer who is registered for e-Fatura always gets one. */
  readonly documents: { readonly company: FinanceDocument; readonly selfEmployed: FinanceDocument }
}

export interface AutomationDeclaration {
  /** Unique in the blueprint; the rule's `rule_type` in the tenant. */
  readonly ruleType: string
  readonly title: Words
  /** An event name, or `schedule:` and a schedule's name for what time starts. */
  readonly trigger: string
  readonly conditions: Readonly<Record<string, unknown>>
  readonly actions: readonly Readonly<Record<string, unknown>>[]
  readonly enabled: boolean
}

/** A service of the sector's catalogue, offered to a new tenant in its own language. */
export interface ServiceDeclaration {
  readonly name: Words
  readonly category: Words
  readonly durationMinutes: number
  readonly segments?: readonly {
    readonly kind: 'WORK' | 'PROCESSING' | 'FINISHING'
    readonly minutes: number
  }[]
  /** A starting point in minor units of the tenant's currency; `0` leaves the price open. */
  readonly priceMinor: string
  /** Keys of resource types it needs one each of. */
  readonly resourceTypes: readonly string[]
}

/** How a sector introduces itself to a new business. */
export interface OnboardingDeclaration {
  /** Name of an icon of the panel's sprite. */
  readonly icon: string
  /** In a few words what is special about it, e.g. `Chair, stylist, colour card`. */
  readonly hint: Words
  /** How many of each type of resource a new business usually has. */
  readonly resources: Readonly<Record<string, number>>
  /** Opening hours that most keep. */
  readonly hours: 'WEEKDAYS' | 'SIX_DAYS' | 'EVERY_DAY'
  /** What comes ready beside services, resources and automations. */
  readonly highlights: readonly { readonly icon: string; readonly label: Words }[]
  /** Plausible values of its cards for the preview, by KPI id; money in minor units. */
  readonly figures: Readonly<Record<string, string>>
}

/** Everything a sector adds. A plain frozen object: nothing in it reaches for the gateway. */
export interface BlueprintDeclaration extends ModuleDeclaration {
  readonly version: number
  /** Range of this contract that it was written for. */
  readonly engine: '^1'
  readonly description: Words
  /** The record the business turns around, by its type name. */
  readonly mainRecord: string
  /** Core attributes that a tenant of the sector must fill, e.g. `Customer.phone`. */
  readonly requiredFields: readonly string[]
  readonly resourceTypes: readonly ResourceTypeDeclaration[]
  /** Usual days between two visits, for customers whose own rhythm is not known yet. Default: 60. */
  readonly visitCycleDays?: number
  /** KPI ids of the first screen's row, in order; core's or its own. */
  readonly kpiCards: readonly string[]
  /** `customer`, `appointment`, `resource`, `staff`, and the blueprint's own. */
  readonly words: Readonly<Record<string, WordDeclaration>>
  readonly compliance: ComplianceDeclaration
  readonly automations: readonly AutomationDeclaration[]
  readonly services: readonly ServiceDeclaration[]
  readonly finance: FinancePolicy
  readonly panel: PanelDeclaration
  readonly onboarding: OnboardingDeclaration
  /**
   * Example records of the sector for a demonstration, made from the customers and appointments that the tenant has.
   * Run once, when there are none.
   */
  readonly seed?: (work: Work) => Promise<void>
}

const keyPattern = /^[a-z][a-z0-9-]{1,40}$/

/**
 * Checks a sector's declaration and freezes it. Throws one error that names every mistake: blueprint, key, what is
 * wrong and what would be right. What needs the schema (documents, KPI ids, required fields) the composition's
 * contract suite checks.
 */
export function defineBlueprint(declaration: BlueprintDeclaration): BlueprintDeclaration {
  const { key } = declaration
  const wrong = [
    ...identityProblems(declaration),
    ...serviceProblems(declaration),
    ...wordProblems(declaration),
    ...repeated('automations', declaration.automations, (rule) => rule.ruleType),
    ...repeated('resourceTypes', declaration.resourceTypes, (type) => type.key),
    ...panelProblems(declaration.panel),
    ...onboardingProblems(declaration),
  ]
  if (wrong.length > 0) throw new Error(`Blueprint "${key}" cannot be used:\n- ${wrong.join('\n- ')}`)
  return Object.freeze(declaration)
}

function* identityProblems({ key, version, requiredFields, compliance }: BlueprintDeclaration) {
  if (!keyPattern.test(key)) yield `key "${key}": use small letters, digits and dashes, e.g. "dog-grooming"`
  if (!Number.isInteger(version) || version < 1) yield 'version: a whole number from 1'
  for (const field of requiredFields) {
    if (!/^[A-Z]\w*\.[a-z]\w*$/.test(field))
      yield `requiredFields "${field}": write Record.attribute, e.g. "Customer.phone"`
  }
  for (const [kind, days] of Object.entries(compliance.retentionDays)) {
    if (!compliance.lawfulBases[kind])
      yield `compliance: "${kind}" is kept ${days} days but has no entry in lawfulBases`
  }
}

function* serviceProblems({ services, resourceTypes }: BlueprintDeclaration) {
  const types = new Set(resourceTypes.map((type) => type.key))
  for (const service of services) {
    const where = `services "${service.name.en}"`
    for (const type of service.resourceTypes) {
      if (!types.has(type)) yield `${where}: resource type "${type}" is not one of ${[...types].join(', ')}`
    }
    const minutes = service.segments?.reduce((sum, segment) => sum + segment.minutes, 0)
    if (minutes !== undefined && minutes !== service.durationMinutes)
      yield `${where}: segments last ${minutes} minutes, the service ${service.durationMinutes}`
  }
  yield* repeated('services', services, (service) => service.name.en)
}

function* wordProblems({ words }: BlueprintDeclaration) {
  for (const word of ['customer', 'appointment', 'resource', 'staff']) {
    if (!words[word]) yield `words: "${word}" is missing`
  }
}

function* panelProblems({ screens, navigation }: PanelDeclaration) {
  yield* repeated('panel.screens', screens, (screen) => screen.key)
  yield* repeated('panel.navigation', navigation, (item) => item.key)
  for (const screen of ['today', 'customer']) {
    if (!screens.some(({ key }) => key === screen)) yield `panel.screens: "${screen}" is missing`
  }
  for (const screen of screens) {
    yield* repeated(`panel.screens "${screen.key}" widgets`, screen.widgets, (widget) => widget.key)
    for (const widget of screen.widgets) {
      const where = `panel.screens "${screen.key}" widget "${widget.key}"`
      if (widget.kind === 'COMPONENT' && !/^[\w-]+\/[\w-]+$/.test(String(widget.options?.component)))
        yield `${where}: a COMPONENT names its file in options.component, e.g. "dog-grooming/coat-card"`
      if (widget.document && widget.path === undefined) yield `${where}: say in path where its rows are`
    }
  }
}

function* onboardingProblems({ onboarding, resourceTypes, kpiCards }: BlueprintDeclaration) {
  const types = resourceTypes.map((type) => type.key)
  for (const type of Object.keys(onboarding.resources)) {
    if (!types.includes(type)) yield `onboarding.resources: "${type}" is not one of ${types.join(', ')}`
  }
  for (const id of kpiCards) {
    if (onboarding.figures[id] === undefined)
      yield `onboarding.figures: the card "${id}" has no example value`
  }
}

function* repeated<T>(where: string, items: readonly T[], nameOf: (item: T) => string) {
  const seen = new Set<string>()
  for (const item of items) {
    const name = nameOf(item)
    if (seen.has(name)) yield `${where}: "${name}" twice`
    seen.add(name)
  }
}
