import {
  type Kpi,
  type Measure,
  measuresOf,
  type Principal,
  type RecordMeta,
  reachInto,
  recordMeta,
  type Verb,
} from '../../schema/index.ts'
import { assigneeColumn, nobody } from './measured.ts'

/**
 * Whose rows of a record count for a viewer: all of them, those of some assignees, or none. A figure counts exactly
 * the rows that its reader reaches, so an owner gets the whole business and a member of staff their own part of it.
 */
export type CountedFor = 'all' | 'none' | readonly string[]

export function countedFor(meta: RecordMeta, viewer: Principal, verb: Verb = 'see'): CountedFor {
  const reach = reachInto(meta, verb, viewer)
  if (reach === 'all' || reach === 'none') return reach
  if (viewer.assigneeId === null) return 'none'
  return reach === 'own' ? [viewer.assigneeId] : viewer.teamIds
}

/** The ids under which rollups hold what a measure adds up to for a viewer; none when they reach nothing of it. */
export function assigneesCounted(measure: Measure, viewer: Principal): readonly string[] {
  const meta = recordMeta(measure.record())
  const counted = countedFor(meta, viewer)
  if (counted === 'all') return [nobody]
  // Rows that do not name an assignee themselves are counted as a whole only.
  return counted === 'none' || assigneeColumn(meta) === null ? [] : counted
}

/** What a figure is for a viewer: the business's, a part of it, or nothing they may know. */
export function reachOf(
  kpi: Kpi,
  measures: ReadonlyMap<string, Measure>,
  viewer: Principal,
): 'whole' | 'part' | 'none' {
  const { formula } = kpi
  if (formula.kind === 'asOf') {
    const counted = countedFor(recordMeta(formula.counts()), viewer, formula.countsBy)
    return counted === 'all' ? 'whole' : counted === 'none' ? 'none' : 'part'
  }
  const counted = measuresOf(kpi).map((id) => {
    const measure = measures.get(id)
    return measure ? assigneesCounted(measure, viewer) : []
  })
  if (counted.some((assignees) => assignees.length === 0)) return 'none'
  return counted.every(([assignee]) => assignee === nobody) ? 'whole' : 'part'
}
