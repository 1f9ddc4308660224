import { type Payload, type RequestContext, recordPayload, refuse, type Work } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { Branch } from '../tenancy/index.ts'
import { delimiterName, type ImportOptions, ImportRun } from './import-run.ts'
import type { StartImportInput } from './imports.types.ts'
import { correctionsOf, optionsOf, uploadIdOf } from './preview.ts'
import type { Survey } from './reading/index.ts'
import { importRunnerKey } from './runner.ts'
import { arrivedUpload, surveyUpload } from './survey-upload.ts'

/** A run that is about to begin. */
export interface NewRun {
  readonly fileName: string
  /** UUID. */
  readonly uploadId: string
  readonly survey: Survey
  readonly options: ImportOptions
  /** TypeID; left out: the first branch. */
  readonly branchId?: string | null | undefined
}

/** Starts importing an uploaded file and answers at once; `importProgress` tells how it goes. */
export async function startImport(context: RequestContext, input: StartImportInput): Promise<Payload> {
  const payload = await recordPayload(context, ImportRun, async (work) => {
    const uploadId = uploadIdOf(input)
    const upload = await arrivedUpload(context, uploadId)
    const survey = await surveyUpload(context, upload, correctionsOf(input))
    const options = { ...optionsOf(input), createMissing: input.createMissing }
    const { fileName } = upload
    return createRun(work, { fileName, uploadId: uploadId ?? '', survey, options, branchId: input.branchId })
  })
  const run = payload.importRun as { id: string } | null
  if (run && payload.userErrors.length === 0) void context.service(importRunnerKey).begin(context, run.id)
  return payload
}

/** Stores a run that is ready to begin. Refuses when columns are missing or another import is going on. */
export async function createRun(
  work: Work,
  { fileName, uploadId, survey, options, branchId }: NewRun,
): Promise<ImportRun> {
  if (survey.kind === null) refuse('KIND_UNKNOWN', ['kind'])
  if (survey.missing.length > 0) refuse('COLUMNS_MISSING', ['mapping'], { fields: survey.missing.join(', ') })
  await refuseSecond(work)
  const run = work.create<ImportRun>(ImportRun, {
    kind: survey.kind,
    fileName,
    status: 'RUNNING',
    encoding: survey.encoding,
    delimiter: delimiterName(survey.delimiter),
    mapping: survey.columns,
    totalLines: survey.rows,
    ...nothingYet,
    startedAt: work.now,
    finishedAt: null,
    errorCode: null,
    error: null,
    startedBy: work.reference(Membership, work.principal.membershipId),
    branch: work.reference(Branch, await branchOf(work, branchId)),
    uploadId,
    options,
    lastLine: 0,
  })
  work.tell('import.started', run, { kind: survey.kind, lines: survey.rows })
  return run
}

const nothingYet = {
  doneLines: 0, created: 0, merged: 0, skipped: 0, conflicts: 0, refused: 0, remarked: 0, undone: 0, kept: 0,
} // biome-ignore format: one glance

/** Two imports at once could each make the same customer. An index of the table holds it against races. */
export async function refuseSecond(work: Work): Promise<void> {
  const [other] = await work.sql<{ id: string }>(
    `select id from import_runs where tenant_id = $1 and status in ('RUNNING', 'UNDOING') limit 1`,
    [work.principal.tenantId],
  )
  if (other) refuse('IMPORT_GOING_ON')
}

async function branchOf(work: Work, branchId: string | null | undefined): Promise<string> {
  if (branchId) return work.seen(Branch, branchId, ['branchId'])
  const [first] = await work.sql<{ id: string }>(
    'select id from branches where tenant_id = $1 and archived_at is null order by id limit 1',
    [work.principal.tenantId],
  )
  if (!first) refuse('NOT_FOUND', ['branchId'])
  return first.id
}
