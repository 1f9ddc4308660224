import { encodeId, LoncaError, newId, Refusal, type Work } from '../../schema/index.ts'
import { HeapKeeper } from './heap-keeper.ts'
import type { ImportOutcome } from './import-line.ts'
import { delimiters } from './import-run.ts'
import type { Job } from './job.ts'
import { kindsOf } from './kinds.ts'
import { dataRows, ImportFileError, inBatches, type ReadRow, type Row, rowReader } from './reading/index.ts'
import { changeRun, factsOf, failRun, lockRun, type RunState, readRun } from './run-state.ts'
import { readingContext } from './survey-upload.ts'
import type { GivenRow, ImportTarget, WrittenLine } from './targets/target.ts'

/** Lines of one commit: bounded, so that nobody waits long for a lock and the feed moves on. */
export const batchLines = 500

/** Tries of a batch that lost a race for a lock. */
const tries = 5

const counters: Readonly<Record<ImportOutcome, string>> = {
  CREATED: 'created',
  MERGED: 'merged',
  SKIPPED: 'skipped',
  CONFLICT: 'conflicts',
  REFUSED: 'refused',
}

/**
 * Reads the file behind the last committed line and writes it in batches, each with its lines' report and the run's
 * counters in one transaction. Ends without a word when the run is no longer running: it was cancelled, or another
 * process has taken it over.
 */
export async function runImport(job: Job): Promise<void> {
  const { context, runId } = job
  const run = await readRun(context, runId)
  if (run.status !== 'RUNNING') return
  const installed = kindsOf(context.set).find(({ kind }) => kind.key === run.kind)
  const upload = await job.uploads.find(context.principal?.tenantId ?? '', run.uploadId)
  if (!installed || !upload) return failRun(context, runId, installed ? fileGone : kindGone)
  const target = installed.target(factsOf(context, runId, run))
  const reader = rowReader(
    installed.kind,
    run.mapping,
    readingContext(context, run.options, context.clock.now()),
  )
  const heap = new HeapKeeper()
  let { lastLine, doneLines } = run
  try {
    for await (const rows of inBatches(
      behind(
        dataRows(upload.open(), { encoding: run.encoding, delimiter: delimiters[run.delimiter] }),
        lastLine,
      ),
      batchLines,
    )) {
      if (job.isStopping()) return
      const isGoingOn = await writeBatch(job, target, reader, rows, lastLine)
      if (!isGoingOn) return
      lastLine = rows.at(-1)?.line ?? lastLine
      doneLines += rows.length
      heap.tidy()
      job.told({ doneLines, totalLines: run.totalLines })
    }
  } catch (error) {
    if (error instanceof ImportFileError) return failRun(context, runId, error)
    throw error
  }
  await finishRun(job, run)
}

async function* behind(rows: AsyncIterable<Row>, line: number): AsyncGenerator<Row> {
  for await (const row of rows) if (row.line > line) yield row
}

async function writeBatch(
  job: Job,
  target: ImportTarget,
  reader: (row: Row) => ReadRow,
  rows: readonly Row[],
  lastLine: number,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await job.context.write(async (work) => {
        const run = await lockRun(work, job.runId)
        if (run.status !== 'RUNNING' || run.lastLine !== lastLine) return false
        // Plans made when the tables were small, those of foreign keys above all, would read more with every batch
        // until statistics are gathered.
        await work.sql('discard plans')
        await storeBatch(
          work,
          job.runId,
          target,
          rows,
          rows.map((row) => ({ ...reader(row), cells: row.cells })),
        )
        return true
      })
    } catch (error) {
      // Somebody held a lock that the batch needs; nothing of it is written, so it can be tried again.
      const isRace =
        error instanceof Refusal &&
        error.reasons.every(({ code }) => code === 'CONFLICT' || code === 'SLOT_TAKEN')
      const isSlow = error instanceof LoncaError && error.code === 'TIMEOUT'
      if (attempt === tries || !(isRace || isSlow)) throw error
    }
  }
}

async function storeBatch(
  work: Work,
  runId: string,
  target: ImportTarget,
  rows: readonly Row[],
  given: readonly GivenRow[],
): Promise<void> {
  const readable = given.filter(({ refused }) => !refused)
  const written = new Map((await target.write(work, readable)).map((line) => [line.line, line]))
  const lines = given.map((row): WrittenLine => {
    const line = written.get(row.line) ?? { line: row.line, outcome: 'REFUSED' as const, remarks: [] }
    return { ...line, remarks: [...row.problems, ...line.remarks] }
  })
  await storeLines(work, runId, rows, lines)
  const add: Record<string, number> = { done_lines: rows.length, remarked: lines.filter(isRemarked).length }
  for (const { outcome } of lines) add[counters[outcome]] = (add[counters[outcome]] ?? 0) + 1
  await changeRun(work, runId, 'import.progressed', { add, set: { last_line: rows.at(-1)?.line ?? 0 } })
}

function isRemarked({ remarks }: WrittenLine): boolean {
  return remarks.length > 0
}

/** The decisive remark first: the one that refused the line. */
function ordered({ remarks }: WrittenLine): WrittenLine['remarks'] {
  return remarks.toSorted((a, b) => Number(b.effect === 'refused') - Number(a.effect === 'refused'))
}

async function storeLines(
  work: Work,
  runId: string,
  rows: readonly Row[],
  lines: readonly WrittenLine[],
): Promise<void> {
  const stored = lines.map((line, index) => ({
    id: newId(),
    line: line.line,
    outcome: line.outcome,
    codes: [...new Set(ordered(line).map(({ code }) => code))],
    remarks: ordered(line),
    cells: rows[index]?.cells ?? [],
    record_type: line.record?.meta.name ?? null,
    record_id: line.record ? encodeId(line.record.meta.prefix, line.record.id) : null,
    record_uuid: line.record?.id ?? null,
    changes: line.changes ?? null,
  }))
  await work.sql(
    `insert into import_lines (tenant_id, id, version, created_at, updated_at, run_id, line, outcome, codes, remarks,
       cells, record_type, record_id, record_uuid, changes)
     select $1, l.id, 1, $2, $2, $3, l.line, l.outcome, l.codes, l.remarks, l.cells, l.record_type, l.record_id,
       l.record_uuid, l.changes
     from jsonb_to_recordset($4::jsonb) as l(id uuid, line int, outcome text, codes text[], remarks jsonb, cells jsonb,
       record_type text, record_id text, record_uuid uuid, changes jsonb)`,
    [work.principal.tenantId, work.now, runId, JSON.stringify(stored)],
  )
}

async function finishRun({ context, runId, uploads }: Job, run: RunState): Promise<void> {
  const isFinished = await context.write(async (work) => {
    const { status } = await lockRun(work, runId)
    if (status !== 'RUNNING') return false
    await changeRun(work, runId, 'import.finished', { set: { status: 'DONE', finished_at: work.now } })
    return true
  })
  // The report holds every cell; a second copy of people's data has no use any more.
  if (isFinished) await uploads.remove(context.principal?.tenantId ?? '', run.uploadId)
}

const fileGone = {
  code: 'FILE_GONE',
  sentence: {
    en: 'The uploaded file is no longer there. Upload it again: lines that are in already are skipped.',
    tr: 'Yüklenen dosya artık yok. Yeniden yükleyin: kaydedilmiş satırlar atlanır.',
  },
}

const kindGone = {
  code: 'KIND_GONE',
  sentence: {
    en: 'This kind of file can no longer be imported here.',
    tr: 'Bu tür dosya artık burada içe aktarılamıyor.',
  },
}
