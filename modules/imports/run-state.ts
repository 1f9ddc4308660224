import { LoncaError, type RequestContext, recordMeta, viewerOf, type Work } from '../../schema/index.ts'
import { type DelimiterName, type ImportOptions, ImportRun, type ImportStatus } from './import-run.ts'
import type { ColumnMatch, FileEncoding, Sentence } from './reading/index.ts'
import type { RunFacts } from './targets/target.ts'

/** A run as it is stored. */
export interface RunState {
  readonly kind: string
  readonly fileName: string
  readonly status: ImportStatus
  readonly encoding: FileEncoding
  readonly delimiter: DelimiterName
  readonly mapping: ColumnMatch[]
  readonly options: ImportOptions
  readonly branchId: string
  readonly uploadId: string
  readonly lastLine: number
  readonly doneLines: number
  readonly totalLines: number
  readonly startedAt: string
}

export interface RunError {
  readonly code: string
  readonly sentence: Sentence
}

export const unfinishedError: RunError = {
  code: 'INTERRUPTED',
  sentence: {
    en: 'The import was interrupted. The lines so far are in; resume it to go on behind them.',
    tr: 'İçe aktarma yarıda kaldı. Şimdiye kadarki satırlar kaydedildi; sürdürün, kaldığı yerden devam eder.',
  },
}

const columns = `kind, file_name as "fileName", status, encoding, delimiter, mapping, options, branch_id as "branchId",
  upload_id as "uploadId", last_line as "lastLine", done_lines as "doneLines", total_lines as "totalLines",
  started_at as "startedAt"`

/** The run; locked until the end of the transaction, so that two processes never write the same lines. */
export async function lockRun(work: Work, runId: string): Promise<RunState> {
  const [run] = await work.sql<RunState>(
    `select ${columns} from import_runs where tenant_id = $1 and id = $2 for update`,
    [work.principal.tenantId, runId],
  )
  if (!run) throw new LoncaError('NOT_FOUND', 'There is no such import.')
  return run
}

export function readRun(context: RequestContext, runId: string): Promise<RunState> {
  return context.write((work) => lockRun(work, runId))
}

/** What writers are told of the run. */
export function factsOf(context: RequestContext, runId: string, run: RunState): RunFacts {
  const { timeZone, currency, locale } = viewerOf(context)
  const { fileName, branchId, options } = run
  const resourceType = context.set.blueprints[0]?.resourceTypes[0]?.key ?? 'ROOM'
  return { runId, fileName, branchId, timeZone, currency, locale, options, resourceType }
}

/** Adds to the run's counters and sets its columns; tells `event` of it. */
export async function changeRun(
  work: Work,
  runId: string,
  event: string,
  changes: {
    readonly add?: Readonly<Record<string, number>>
    readonly set?: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const values: unknown[] = [work.principal.tenantId, runId, work.now]
  const parts: string[] = []
  for (const [column, amount] of Object.entries(changes.add ?? {}))
    parts.push(`${column} = ${column} + $${values.push(amount)}::int`)
  for (const [column, value] of Object.entries(changes.set ?? {}))
    parts.push(`${column} = $${values.push(value)}`)
  await work.sql(
    `update import_runs set ${parts.map((part) => `${part}, `).join('')} version = version + 1, updated_at = $3
     where tenant_id = $1 and id = $2`,
    values,
  )
  work.tellOf(
    event,
    { meta: recordMeta(ImportRun), id: runId },
    null,
    changes.set?.status ? { status: changes.set.status } : {},
  )
}

/** Ends a run that cannot go on. The lines that are in stay in; it can be resumed or undone. */
export async function failRun(
  context: RequestContext,
  runId: string,
  { code, sentence }: RunError,
): Promise<void> {
  await context.write(async (work) => {
    const { status } = await lockRun(work, runId)
    if (status !== 'RUNNING') return
    await changeRun(work, runId, 'import.failed', {
      set: { status: 'FAILED', error_code: code, error: JSON.stringify(sentence), finished_at: work.now },
    })
  })
}
