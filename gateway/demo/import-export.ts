import { createReadStream } from 'node:fs'
import {
  createRun,
  type ImportOptions,
  ImportRun,
  importRunnerKey,
  kindsOf,
  surveyFile,
  uploadsKey,
  weeksBetween,
} from '../../modules/imports/index.ts'
import { recordMeta, viewerOf } from '../../schema/index.ts'
import type { OperationContext } from '../operation-context.ts'
import { type DemoTenant, demoExportPath, EXPORTS_TAKEN_AT } from './presets.ts'

/** Imports one export of a demo tenant unless that is done, and goes on with a run that was interrupted; says whether it is in. */
export async function importExport(
  context: OperationContext,
  demo: DemoTenant,
  { kind, file }: DemoTenant['exports'][number],
  print: (line: string) => void,
): Promise<boolean> {
  const runId = (await unfinishedRun(context, file)) ?? (await newRun(context, demo, kind, file))
  if (!runId) return true
  await context
    .service(importRunnerKey)
    .begin(context, runId, ({ doneLines, totalLines }) =>
      print(`${demo.key}: ${kind} ${doneLines}/${totalLines}`),
    )
  const run = await context.read.byId(recordMeta(ImportRun), runId)
  if (run?.status === 'DONE') return true
  print(`${demo.key}: ${file} is not finished; the next start goes on with it.`)
  return false
}

/** UUID of the run of this file that can go on; null when there is none. One that failed is set going again. */
async function unfinishedRun(context: OperationContext, file: string): Promise<string | null> {
  const { rows } = await runsOf(context, file)
  const run = rows.find(({ status }) => status === 'RUNNING' || status === 'FAILED')
  if (!run) return null
  if (run.status === 'FAILED') {
    const uploadId = await keepExport(context, file)
    await context.write((work) =>
      work.sql(`update import_runs set status = 'RUNNING', upload_id = $3 where tenant_id = $1 and id = $2`, [
        work.principal.tenantId,
        run.id,
        uploadId,
      ]),
    )
  }
  return run.id
}

function keepExport(context: OperationContext, file: string): Promise<string> {
  const bytes = createReadStream(demoExportPath(file))
  return context.service(uploadsKey).keep(viewerOf(context).tenantId, file, bytes)
}

function runsOf(context: OperationContext, file: string) {
  return context.read.page(recordMeta(ImportRun), { first: 1, filter: { fileName: { eq: file } } })
}

/** UUID of a run that is ready to begin; null when the file was imported before, whatever became of it since. */
async function newRun(
  context: OperationContext,
  demo: DemoTenant,
  kind: string,
  file: string,
): Promise<string | null> {
  const { rows } = await runsOf(context, file)
  if (rows.length > 0) return null
  const open = () => createReadStream(demoExportPath(file))
  const kinds = kindsOf(context.set).map((one) => one.kind)
  const survey = await surveyFile(open, kinds, { kind })
  const uploadId = await keepExport(context, file)
  const options: ImportOptions = { shiftWeeks: await weeksFor(context, demo) }
  const run = await context.write((work) => createRun(work, { fileName: file, uploadId, survey, options }))
  return run.id
}

/** The weeks that an earlier file of the tenant was moved by, so that all of them agree; else those to the current one. */
async function weeksFor(context: OperationContext, demo: DemoTenant): Promise<number> {
  return context.write(async (work) => {
    const [earlier] = await work.sql<{ weeks: number }>(
      `select (options ->> 'shiftWeeks')::int as weeks from import_runs
       where tenant_id = $1 and options ? 'shiftWeeks' order by started_at limit 1`,
      [work.principal.tenantId],
    )
    return earlier?.weeks ?? weeksBetween(EXPORTS_TAKEN_AT, work.now, demo.timeZone)
  })
}
