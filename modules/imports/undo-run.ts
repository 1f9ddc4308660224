import { decodeId, type RecordClass, recordMeta, type Work } from '../../schema/index.ts'
import { Resource, StaffMember } from '../calendar/index.ts'
import { Service } from '../catalog/index.ts'
import type { Job } from './job.ts'
import { kindsOf } from './kinds.ts'
import { changeRun, factsOf, lockRun, readRun } from './run-state.ts'
import type { ImportTarget, UndoneLine } from './targets/target.ts'
import { archiveRows, inUse } from './writing/in-use.ts'

const batchLines = 500

/** Records that appointments may have made by name. */
const byTheWay: readonly RecordClass[] = [StaffMember, Resource, Service]

/**
 * Takes back a run that is marked as being undone, batch by batch in the order of the file, and says of each line what
 * became of it. Interrupted, it goes on with the lines that are left.
 */
export async function undoRun(job: Job): Promise<void> {
  const { context, runId } = job
  const run = await readRun(context, runId)
  if (run.status !== 'UNDOING') return
  const installed = kindsOf(context.set).find(({ kind }) => kind.key === run.kind)
  if (!installed)
    throw new Error(`The kind "${run.kind}" is no longer installed, so its import cannot be undone.`)
  const target = installed.target(factsOf(context, runId, run))
  let doneLines = 0
  for (;;) {
    if (job.isStopping()) return
    const lines = await context.write((work) => undoBatch(work, runId, target))
    if (lines === 0) break
    doneLines += lines
    job.told({ doneLines, totalLines: run.totalLines })
  }
  await context.write(async (work) => {
    const { status } = await lockRun(work, runId)
    if (status !== 'UNDOING') return
    await removeMadeByTheWay(work, runId)
    await changeRun(work, runId, 'import.undone', { set: { status: 'UNDONE', finished_at: work.now } })
  })
}

async function undoBatch(work: Work, runId: string, target: ImportTarget): Promise<number> {
  const { status } = await lockRun(work, runId)
  if (status !== 'UNDOING') return 0
  const rows = await work.sql<Omit<UndoneLine, 'recordId'> & { recordId: string }>(
    `select id, outcome, record_id as "recordId", coalesce(changes, '{}') as changes from import_lines
     where tenant_id = $1 and run_id = $2 and undone is null and outcome in ('CREATED', 'MERGED', 'CONFLICT')
     order by line limit ${batchLines}`,
    [work.principal.tenantId, runId],
  )
  if (rows.length === 0) return 0
  const lines = rows.map((row) => ({ ...row, recordId: decodeId(row.recordId)?.uuid ?? '' }))
  const undone = await target.undo(work, lines)
  const stored = lines.map(({ id }) => ({
    id,
    undone: undone.get(id)?.undone,
    kept_because: undone.get(id)?.keptBecause ?? null,
  }))
  await work.sql(
    `update import_lines t set undone = r.undone, kept_because = r.kept_because, updated_at = $2, version = t.version + 1
     from jsonb_to_recordset($3::jsonb) as r(id uuid, undone text, kept_because text)
     where t.tenant_id = $1 and t.id = r.id`,
    [work.principal.tenantId, work.now, JSON.stringify(stored)],
  )
  const kept = stored.filter((line) => line.undone === 'KEPT').length
  await changeRun(work, runId, 'import.progressed', { add: { kept, undone: stored.length - kept } })
  return lines.length
}

/** Services, staff and resources that only this run's appointments used. */
async function removeMadeByTheWay(work: Work, runId: string): Promise<void> {
  for (const record of byTheWay) {
    const meta = recordMeta(record)
    const rows = await work.sql<{ id: string }>(
      `select made.id from import_lines l
       cross join lateral jsonb_array_elements_text(l.changes -> 'made' -> $3) made(id)
       where l.tenant_id = $1 and l.run_id = $2 and l.changes -> 'made' ? $3`,
      [work.principal.tenantId, runId, meta.name],
    )
    const ids = rows.map(({ id }) => id)
    const used = await inUse(work, meta, ids, [])
    await archiveRows(
      work,
      meta,
      ids.filter((id) => !used.has(id)),
    )
  }
}
