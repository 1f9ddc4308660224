import type { ModuleDeclaration } from './module.ts'
import type { RecordClass, Verb } from './record/record-meta.ts'
import type { Words } from './words.ts'

/**
 * A countable fact about rows of a record, kept as deltas and folded into daily rollups. Declared once, in SQL: the
 * same text counts one changed row, a bulk change, and everything when figures are rebuilt. Both expressions may look
 * at the row and at the tenant's `time_zone` and `currency`, and at nothing else: a change of other rows would go
 * unnoticed. An archived row adds nothing.
 */
export interface Measure {
  /** e.g. `appointments_no_show`; unique in the product. */
  readonly id: string
  readonly record: () => RecordClass
  /** The instant that decides the day (in the tenant's time zone), as SQL over the row. */
  readonly at: (row: string) => string
  /** What the row adds, as SQL over the row; 0 or null for nothing. Integers (minor units for money). */
  readonly value: (row: string, tenant: string) => string
}

export type KpiUnit = 'percent' | 'count' | 'minor' | 'days'

/**
 * What an `asOf` KPI's SQL may use: typed values as SQL (columns of `asked`, an alias that it must not take itself) and
 * predicates of the viewer's reach.
 */
export interface KpiSqlInput {
  /** The tenant's id; compare it with `tenant_id` of every table. */
  readonly tenant: string
  /** The first day of the window, a date. */
  readonly from: string
  /** The last day of the window, a date. */
  readonly to: string
  /** The moment that the figure is true at, a timestamptz: now, or the end of an earlier day. */
  readonly now: string
  /** IANA name of the tenant's time zone. */
  readonly timeZone: string
  /** Usual days between two visits in the tenant's sector, an int. */
  readonly visitCycleDays: string
  /** Rows of the formula's record that count for the viewer, as a predicate over the row's alias. */
  readonly counted: (row: string) => string
  /** Assignees (staff) whose rows count for the viewer, as a predicate over the assignee's id. */
  readonly countedAssignee: (assigneeId: string) => string
}

/**
 * How a figure is computed. `sum` and `ratio` are additive: they add measures over the days of the window and read
 * rollups, so they cost the same however long the history is. `asOf` reads rows at a moment.
 */
export type KpiFormula =
  | { readonly kind: 'sum'; readonly measures: readonly string[] }
  | {
      readonly kind: 'ratio'
      readonly numerator: readonly string[]
      readonly denominator: readonly string[]
    }
  | {
      readonly kind: 'asOf'
      /** The formula as people read it, e.g. `booked minutes / working minutes`. */
      readonly text: string
      /** The record whose reach says what counts for a viewer; who reaches none of it gets no figure. */
      readonly counts: () => RecordClass
      /** Whether rows count that the viewer may see, or only those they may act on. Default: see. */
      readonly countsBy?: Verb
      /**
       * One SELECT of one row with the integers `numerator` and `denominator` (null when there is none). A percentage
       * is their quotient; every other unit shows the numerator and keeps the denominator as its base.
       */
      readonly sql: (input: KpiSqlInput) => string
      /**
       * Where earlier days come from: `recomputed` runs the SQL for each of them, for figures that look at one day;
       * `kept` reads what was kept each night, for figures that look at the whole history.
       */
      readonly history: 'recomputed' | 'kept'
    }

/** The contract of a key figure; core and blueprints declare theirs with it. */
export interface Kpi {
  readonly id: string
  /** Raised whenever formula, window or rounding change. */
  readonly version: number
  readonly title: Words
  /** How it is computed, with the denominator spelled out. */
  readonly explanation: Words
  readonly unit: KpiUnit
  readonly good: 'up' | 'down'
  /** Days the figure looks back over, the current one included; 1 = today. Days are the tenant's. */
  readonly windowDays: number
  /** What the delta compares with: the window before, or the same weekday a week ago. */
  readonly compare: 'previous-window' | 'same-weekday'
  /** Decimal places kept, halves away from zero. */
  readonly decimals: number
  readonly formula: KpiFormula
  /** The action that moves it, as a screen path. */
  readonly action?: { readonly label: Words; readonly path: string }
}

/** The formula as people read it: measures with plus and stroke, or the text of an `asOf` figure. */
export function formulaText({ formula, unit }: Kpi): string {
  if (formula.kind === 'asOf') return formula.text
  if (formula.kind === 'sum') return formula.measures.join(' + ')
  const side = (measures: readonly string[]) =>
    measures.length === 1 ? String(measures[0]) : `(${measures.join(' + ')})`
  return `${unit === 'percent' ? '100 × ' : ''}${side(formula.numerator)} / ${side(formula.denominator)}`
}

/** The measures that a figure adds; none for an `asOf` figure. */
export function measuresOf({ formula }: Kpi): readonly string[] {
  if (formula.kind === 'asOf') return []
  return formula.kind === 'sum' ? formula.measures : [...formula.numerator, ...formula.denominator]
}

/** Stops the boot for a figure or a card that names what nobody declares, in a sentence that names all three. */
export function checkKpis(
  core: readonly ModuleDeclaration[],
  blueprints: readonly (ModuleDeclaration & { readonly kpiCards: readonly string[] })[],
): void {
  const known = (declarations: readonly ModuleDeclaration[]) => ({
    measures: new Set(declarations.flatMap((one) => one.measures ?? []).map(({ id }) => id)),
    kpis: new Set(declarations.flatMap((one) => one.kpis ?? []).map(({ id }) => id)),
  })
  const wrong: string[] = []
  const check = (declaration: ModuleDeclaration, measures: ReadonlySet<string>) => {
    for (const kpi of declaration.kpis ?? []) {
      for (const id of measuresOf(kpi)) {
        if (!measures.has(id))
          wrong.push(
            `"${declaration.key}": KPI "${kpi.id}" adds "${id}", which is no measure of it or of core`,
          )
      }
      if (kpi.windowDays < 1 || kpi.decimals < 0 || kpi.version < 1)
        wrong.push(
          `"${declaration.key}": KPI "${kpi.id}" needs a window and a version from 1, and decimals from 0`,
        )
    }
  }
  for (const declaration of core) check(declaration, known(core).measures)
  for (const blueprint of blueprints) {
    const { measures, kpis } = known([...core, blueprint])
    check(blueprint, measures)
    for (const id of blueprint.kpiCards) {
      if (!kpis.has(id))
        wrong.push(`"${blueprint.key}": kpiCards names "${id}"; there are ${[...kpis].sort().join(', ')}`)
    }
  }
  if (wrong.length > 0) throw new Error(`Key figures that cannot be computed:\n- ${wrong.join('\n- ')}`)
}
