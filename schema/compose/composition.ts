import type { GraphQLSchema } from 'graphql'
import type { BlueprintDeclaration } from '../blueprint.ts'
import type { Kpi, Measure } from '../kpi.ts'
import type { EventDeclarations, ModuleDeclaration } from '../module.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass } from '../record/record-meta.ts'
import { Relations } from '../record/relations.ts'
import type { ChangeObserver } from '../write/work.ts'
import { core, type Owners } from './owners.ts'
import { visibleSchema } from './visible-schema.ts'

/** What tenants with the same blueprints share. */
export interface BlueprintSet {
  /** Blueprint keys in order, joined by `+`; empty for none. */
  readonly key: string
  readonly schema: GraphQLSchema
  readonly relations: Relations
  readonly blueprints: readonly BlueprintDeclaration[]
  readonly kpis: readonly Kpi[]
  readonly measures: readonly Measure[]
  readonly observers: readonly ChangeObserver[]
  readonly refusals: readonly string[]
  /** What the modules and blueprints of the set tell of, by event name. */
  readonly events: EventDeclarations
}

/** Everything installed, and the view of it that each set of blueprints has. */
export class Composition {
  readonly #sets = new Map<string, BlueprintSet>()

  constructor(
    readonly superset: GraphQLSchema,
    readonly owners: Owners,
    readonly modules: readonly ModuleDeclaration[],
    readonly blueprints: readonly BlueprintDeclaration[],
    readonly records: ReadonlyMap<RecordClass, string>,
  ) {}

  /** Record classes, for MikroORM. */
  get entities(): RecordClass[] {
    return [...this.records.keys()]
  }

  /** The set of these blueprints; made on first use. Keys that are not installed are left out. */
  setFor(blueprintKeys: readonly string[]): BlueprintSet {
    const blueprints = this.blueprints.filter((blueprint) => blueprintKeys.includes(blueprint.key))
    const key = blueprints.map((blueprint) => blueprint.key).join('+')
    let set = this.#sets.get(key)
    if (!set) {
      set = this.#make(key, blueprints)
      this.#sets.set(key, set)
    }
    return set
  }

  #make(key: string, blueprints: readonly BlueprintDeclaration[]): BlueprintSet {
    const seen = new Set([core, ...blueprints.map((blueprint) => blueprint.key)])
    const declarations = [...this.modules, ...blueprints]
    const records = [...this.records]
      .filter(([, owner]) => seen.has(owner))
      .map(([record]) => recordMeta(record))
    const measures = declarations.flatMap((one) => one.measures ?? [])
    return {
      key,
      schema: visibleSchema(this.superset, this.owners, seen),
      relations: new Relations(records),
      blueprints,
      kpis: declarations.flatMap((one) => one.kpis ?? []),
      measures,
      observers: declarations.flatMap((one) => [
        ...(one.observers ?? []),
        ...(one.observe?.(measures) ?? []),
      ]),
      refusals: declarations.flatMap((one) => Object.keys(one.refusals ?? {})),
      events: Object.assign({}, ...declarations.map((one) => one.events ?? {})),
    }
  }
}
