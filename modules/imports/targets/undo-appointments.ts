import { recordMeta, type Work } from '../../../schema/index.ts'
import { Appointment, removeTimeInBulk } from '../../calendar/index.ts'
import { RevenueEvent, reverseSales } from '../../revenue/index.ts'
import { forgetNumbers } from '../writing/external-numbers.ts'
import { archiveRows, inUse } from '../writing/in-use.ts'
import type { Undoing, UndoneLine } from './target.ts'

/**
 * Takes back what lines of appointments did: gives their time back, reverses their sales on the day of the sale, and
 * archives them. An appointment that somebody changed since, or that other records point at, stays with its sale.
 */
export async function undoAppointments(
  work: Work,
  runId: string,
  lines: readonly UndoneLine[],
): Promise<Map<string, Undoing>> {
  const meta = recordMeta(Appointment)
  const ids = lines.map(({ recordId }) => recordId)
  const rows = await work.sql<{ id: string; version: number }>(
    'select id, version from appointments where tenant_id = $1 and id = any($2::uuid[]) and archived_at is null order by id for update',
    [work.principal.tenantId, ids],
  )
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  const isUnchanged = ({ recordId, changes }: UndoneLine) => versions.get(recordId) === changes.version
  const unchanged = lines.filter(isUnchanged).map(({ recordId }) => recordId)
  const sales = lines.flatMap(({ changes }) => changes.made?.[RevenueEvent.name] ?? [])
  const used = await inUse(work, meta, unchanged, sales)
  const removed = new Set(unchanged.filter((id) => !used.has(id)))
  const undone = new Map<string, Undoing>()
  for (const { id, recordId } of lines) {
    if (!versions.has(recordId) || removed.has(recordId)) undone.set(id, { undone: 'REMOVED' })
    else undone.set(id, { undone: 'KEPT', keptBecause: used.has(recordId) ? 'IN_USE' : 'CHANGED_SINCE' })
  }
  await reverseUnreversed(
    work,
    lines
      .filter(({ recordId }) => removed.has(recordId))
      .flatMap(({ changes }) => changes.made?.[RevenueEvent.name] ?? []),
  )
  await removeTimeInBulk(work, [...removed])
  await archiveRows(work, meta, [...removed])
  await forgetNumbers(work, runId, [...removed])
  return undone
}

/** A sale that somebody reversed by hand has its reversal already. */
async function reverseUnreversed(work: Work, saleIds: readonly string[]): Promise<void> {
  if (saleIds.length === 0) return
  const rows = await work.sql<{ id: string }>(
    `select e.id from revenue_events e where e.tenant_id = $1 and e.id = any($2::uuid[]) and not exists (
       select from revenue_events r where r.tenant_id = e.tenant_id and r.reversal_of_id = e.id)`,
    [work.principal.tenantId, saleIds],
  )
  await reverseSales(
    work,
    rows.map(({ id }) => id),
    'Import undone',
    'when-sold',
  )
}
