import { type Payload, type RequestContext, recordPayload, refuse, viewerOf } from '../../schema/index.ts'
import { ImportRun, type ImportStatus } from './import-run.ts'
import type { ImportRunInput } from './imports.types.ts'
import { importRunnerKey } from './runner.ts'
import { refuseSecond } from './start.ts'
import { uploadsKey } from './uploads.ts'

interface Step {
  readonly from: readonly ImportStatus[]
  readonly to: ImportStatus
  readonly event: string
}

/** Stops a running import after the batch it is at. What is in stays in and can be undone. */
export async function cancelImport(context: RequestContext, input: ImportRunInput): Promise<Payload> {
  let uploadId: string | null = null
  const payload = await changeStatus(
    context,
    input,
    { from: ['RUNNING', 'FAILED'], to: 'CANCELLED', event: 'import.cancelled' },
    (run) => {
      run.finishedAt = context.clock.now()
      uploadId = run.uploadId
    },
  )
  if (uploadId) await context.service(uploadsKey).remove(viewerOf(context).tenantId, uploadId)
  return payload
}

/** Goes on with an import that was interrupted, behind its last committed line. */
export async function resumeImport(context: RequestContext, input: ImportRunInput): Promise<Payload> {
  return begun(
    context,
    await changeStatus(
      context,
      input,
      { from: ['FAILED'], to: 'RUNNING', event: 'import.started' },
      (run) => {
        run.finishedAt = null
        run.errorCode = null
        run.error = null
      },
    ),
  )
}

/** Takes back what an import did, where nobody touched it since; each line says what became of it. */
export async function undoImport(context: RequestContext, input: ImportRunInput): Promise<Payload> {
  return begun(
    context,
    await changeStatus(context, input, {
      from: ['DONE', 'FAILED', 'CANCELLED', 'UNDOING'],
      to: 'UNDOING',
      event: 'import.undo.started',
    }),
  )
}

function changeStatus(
  context: RequestContext,
  { id }: ImportRunInput,
  { from, to, event }: Step,
  change: (run: ImportRun) => void = () => undefined,
): Promise<Payload> {
  return recordPayload(context, ImportRun, async (work) => {
    const run = await work.change<ImportRun>(ImportRun, id)
    if (!from.includes(run.status)) refuse('IMPORT_STATUS', ['id'], { status: run.status })
    if (to === 'RUNNING' || (to === 'UNDOING' && run.status !== 'UNDOING')) await refuseSecond(work)
    change(run)
    run.status = to
    work.tell(event, run, { status: to })
    return run
  })
}

function begun(context: RequestContext, payload: Payload): Payload {
  const run = payload.importRun as { id: string } | null
  if (run && payload.userErrors.length === 0) void context.service(importRunnerKey).begin(context, run.id)
  return payload
}
