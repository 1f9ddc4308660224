import type { GraphQLSchema } from 'graphql'
import type { ActionDeclaration } from '../action.ts'
import type { BlueprintDeclaration } from '../blueprint.ts'
import type { CodeFields } from '../compile/code-fields.ts'
import type { AnyJob } from '../job.ts'
import type { Kpi, Measure } from '../kpi.ts'
import type { EventDeclarations, ModuleDeclaration } from '../module.ts'
import type { DeclaredNotification, EventReaction } from '../notification.ts'
import type { ProviderDeclaration } from '../provider.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass } from '../record/record-meta.ts'
import { Relations } from '../record/relations.ts'
import type { SearchDeclaration } from '../search.ts'
import type { Words } from '../words.ts'
import type { ChangeObserver } from '../write/change-observer.ts'
import type { Rule } from './guards.ts'
import { core, type Owners } from './owners.ts'
import { visibleSchema } from './visible-schema.ts'

/** What tenants with the same blueprints share. */
export interface BlueprintSet {
  /** Blueprint keys in order, joined by `+`, retired ones as `key:retired`; empty for none. */
  readonly key: string
  readonly schema: GraphQLSchema
  readonly relations: Relations
  /** The active ones. */
  readonly blueprints: readonly BlueprintDeclaration[]
  /** What the tenant once used: its records stay readable and nothing writes them. */
  readonly retired: readonly BlueprintDeclaration[]
  readonly actions: readonly ActionDeclaration[]
  /** Every module, and the blueprints of the set, which have permissions and switches like modules. */
  readonly modules: readonly ModuleDeclaration[]
  /** Who may call each root field of the set, by coordinate, e.g. `Query.customers`. */
  readonly rules: ReadonlyMap<string, Rule>
  /** Fields of records that resolvers compute. */
  readonly codeFields: CodeFields
  readonly jobs: readonly AnyJob[]
  readonly kpis: readonly Kpi[]
  readonly measures: readonly Measure[]
  readonly observers: readonly ChangeObserver[]
  readonly searches: readonly SearchDeclaration[]
  readonly notifications: readonly DeclaredNotification[]
  readonly reactions: readonly EventReaction[]
  readonly refusals: readonly string[]
  /** Services outside that a business may have an account with. */
  readonly providers: readonly ProviderDeclaration[]
  /** What the modules and blueprints of the set tell of, by event name. */
  readonly events: EventDeclarations
  /** Key of the module or blueprint that declares an event, by its name. */
  readonly eventOwners: Readonly<Record<string, string>>
  /** What each module and blueprint of the set is called, by its key. */
  readonly titles: Readonly<Record<string, Words>>
}

/** Everything installed, and the view of it that each set of blueprints has. */
export class Composition {
  readonly #sets = new Map<string, BlueprintSet>()
  /** The same for lists of keys that are asked for again and again, as principals hold them. */
  readonly #known = new WeakMap<readonly string[], BlueprintSet>()

  constructor(
    readonly superset: GraphQLSchema,
    readonly owners: Owners,
    readonly modules: readonly ModuleDeclaration[],
    readonly blueprints: readonly BlueprintDeclaration[],
    readonly records: ReadonlyMap<RecordClass, string>,
    /** Who may call each root field, by coordinate. */
    readonly rules: ReadonlyMap<string, Rule>,
    readonly codeFields: CodeFields,
  ) {}

  /** Record classes, for MikroORM. */
  get entities(): RecordClass[] {
    return [...this.records.keys()]
  }

  /**
   * The set of these blueprints; made on first use. `key:retired` is a blueprint that the tenant no longer uses. Keys
   * that are not installed are left out.
   */
  setFor(blueprintKeys: readonly string[]): BlueprintSet {
    let set = this.#known.get(blueprintKeys)
    if (!set) {
      set = this.#setOf(blueprintKeys)
      this.#known.set(blueprintKeys, set)
    }
    return set
  }

  #setOf(blueprintKeys: readonly string[]): BlueprintSet {
    const known = this.blueprints
      .flatMap(({ key }) => [key, retiredKey(key)])
      .filter((key) => blueprintKeys.includes(key))
    const key = known.join('+')
    let set = this.#sets.get(key)
    if (!set) {
      set = this.#make(key, known)
      this.#sets.set(key, set)
    }
    return set
  }

  #make(key: string, known: readonly string[]): BlueprintSet {
    const blueprints = this.blueprints.filter((one) => known.includes(one.key))
    const retired = this.blueprints.filter(
      (one) => !blueprints.includes(one) && known.includes(retiredKey(one.key)),
    )
    const declared = [...blueprints, ...retired]
    const seen = new Set([core, ...declared.map((blueprint) => blueprint.key)])
    const closed = new Set(retired.map((blueprint) => blueprint.key))
    const declarations = [...this.modules, ...declared]
    const records = [...this.records]
      .filter(([, owner]) => seen.has(owner))
      .map(([record]) => recordMeta(record))
    const measures = declarations.flatMap((one) => one.measures ?? [])
    const notifications = declarations.flatMap((one) =>
      (one.notifications ?? []).map((kind) => ({ ...kind, module: one.key })),
    )
    return {
      key,
      schema: visibleSchema(this.superset, this.owners, seen, closed),
      relations: new Relations(records),
      blueprints,
      retired,
      actions: declarations.flatMap((one) => one.actions ?? []),
      modules: declarations,
      rules: new Map([...this.rules].filter(([coordinate]) => seen.has(this.owners.of(coordinate) ?? ''))),
      codeFields: this.codeFields,
      jobs: declarations.flatMap((one) => one.jobs ?? []),
      kpis: declarations.flatMap((one) => one.kpis ?? []),
      measures,
      observers: declarations.flatMap((one) => [
        ...(one.observers ?? []),
        ...(one.observe?.(measures) ?? []),
      ]),
      searches: declarations.flatMap((one) => one.searches ?? []),
      notifications,
      reactions: declarations.flatMap((one) => one.react?.(notifications) ?? []),
      refusals: declarations.flatMap((one) => Object.keys(one.refusals ?? {})),
      providers: declarations.flatMap((one) => one.providers ?? []),
      eventOwners: Object.fromEntries(
        declarations.flatMap(({ key, events }) => Object.keys(events ?? {}).map((type) => [type, key])),
      ),
      titles: Object.fromEntries(declarations.map(({ key, title }) => [key, title])),
      events: Object.assign({}, ...declarations.map((one) => one.events ?? {})),
    }
  }
}

/** How a principal names a blueprint that its tenant no longer uses. */
export function retiredKey(key: string): string {
  return `${key}:retired`
}
