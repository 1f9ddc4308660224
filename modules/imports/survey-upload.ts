import { Refusal, type RequestContext, refuse, viewerOf } from '../../schema/index.ts'
import type { ImportOptions } from './import-run.ts'
import { kindsOf } from './kinds.ts'
import {
  type ColumnChoice,
  type Delimiter,
  type FileEncoding,
  ImportFileError,
  type ReadingContext,
  type Survey,
  surveyFile,
} from './reading/index.ts'
import { type StoredUpload, uploadsKey } from './uploads.ts'

/** What a person may correct of what was detected. */
export interface Corrections {
  readonly kind?: string | undefined
  readonly encoding?: FileEncoding | undefined
  readonly delimiter?: Delimiter | undefined
  readonly mapping?: readonly ColumnChoice[] | undefined
}

/** An uploaded file of the tenant. Refuses NOT_FOUND for any other, and one that has not arrived. */
export async function arrivedUpload(context: RequestContext, id: string | null): Promise<StoredUpload> {
  const upload = id && (await context.service(uploadsKey).find(viewerOf(context).tenantId, id))
  if (!upload) refuse('NOT_FOUND', ['uploadId'])
  return upload
}

/** Reads the file through once. Refuses with the code of the problem when it cannot be read. */
export async function surveyUpload(
  context: RequestContext,
  upload: StoredUpload,
  corrections: Corrections,
): Promise<Survey> {
  const kinds = kindsOf(context.set).map(({ kind }) => kind)
  const { kind, encoding, delimiter, mapping } = corrections
  if (kind !== undefined && !kinds.some(({ key }) => key === kind)) refuse('INVALID', ['kind'])
  try {
    return await surveyFile(() => upload.open(), kinds, {
      ...(kind && { kind }),
      ...(encoding && { encoding }),
      ...(delimiter && { delimiter }),
      ...(mapping && { columns: mapping }),
    })
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error
    const { line, limit, given } = error.details
    const values = Object.fromEntries(
      Object.entries({ line, limit, given: given ?? '?' }).filter(([, value]) => value !== undefined),
    ) as Record<string, string | number>
    throw new Refusal([{ code: error.code, field: ['uploadId'], with: values }])
  }
}

/** How cells are read for this tenant. */
export function readingContext(context: RequestContext, options: ImportOptions, now: Date): ReadingContext {
  const { timeZone, currency } = viewerOf(context)
  return {
    timeZone,
    currency,
    country: 'TR',
    now,
    ...(options.shiftWeeks && { shiftWeeks: options.shiftWeeks }),
    ...(options.decimalMark && { decimalMark: options.decimalMark }),
    ...(options.dateOrder && { dateOrder: options.dateOrder }),
  }
}
