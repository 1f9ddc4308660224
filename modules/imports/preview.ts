import { answered, decodeId, type Payload, type RequestContext } from '../../schema/index.ts'
import { delimiterName, delimiters, type ImportOptions } from './import-run.ts'
import type { ImportPreview, PreviewImportInput } from './imports.types.ts'
import { kindsOf } from './kinds.ts'
import { dataRows, type ReadRow, type RowProblem, rowReader, type Survey } from './reading/index.ts'
import { arrivedUpload, type Corrections, readingContext, surveyUpload } from './survey-upload.ts'
import type { StoredUpload } from './uploads.ts'

const shownRows = 20
const checkedRows = 5_000

/** Says what an uploaded file is, and how its first rows would be read; writes nothing. */
export function previewImport(context: RequestContext, input: PreviewImportInput): Promise<Payload> {
  return answered(context, 'preview', async () => {
    const upload = await arrivedUpload(context, uploadIdOf(input))
    const survey = await surveyUpload(context, upload, correctionsOf(input))
    return previewOf(context, upload, survey, optionsOf(input))
  })
}

async function previewOf(
  context: RequestContext,
  upload: StoredUpload,
  survey: Survey,
  options: ImportOptions,
): Promise<ImportPreview> {
  const kind = kindsOf(context.set).find((one) => one.kind.key === survey.kind)?.kind
  const preview: ImportPreview = {
    encoding: survey.encoding,
    damagedBytes: survey.damagedBytes,
    delimiter: delimiterName(survey.delimiter),
    kind: survey.kind,
    columns: survey.columns,
    missing: survey.missing,
    rows: [],
    totalRows: survey.rows,
    checkedRows: 0,
    refusedRows: 0,
    droppedRows: 0,
  }
  const reader =
    kind && rowReader(kind, survey.columns, readingContext(context, options, context.clock.now()))
  for await (const row of dataRows(upload.open(), survey)) {
    const read: ReadRow = reader?.(row) ?? { line: row.line, values: {}, problems: [], refused: false }
    if (preview.rows.length < shownRows)
      preview.rows.push({
        line: row.line,
        cells: row.cells,
        values: shownValues(read.values),
        remarks: read.problems.map(shownProblem),
        refused: read.refused,
      })
    preview.checkedRows += 1
    if (read.refused) preview.refusedRows += 1
    else if (read.problems.length > 0) preview.droppedRows += 1
    if (preview.checkedRows === checkedRows || !reader) break
  }
  return preview
}

/** JSON has no form for amounts; instants become text by themselves. */
function shownValues(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]),
  )
}

function shownProblem(problem: RowProblem) {
  return { ...problem, given: problem.given ?? null, suggestion: problem.suggestion ?? null }
}

/** UUID of the upload that the input names; null when it is no id of an upload. */
export function uploadIdOf({ uploadId }: { readonly uploadId: string }): string | null {
  const decoded = decodeId(uploadId)
  return decoded?.prefix === 'upl' ? decoded.uuid : null
}

export function correctionsOf({ kind, encoding, delimiter, mapping }: PreviewImportInput): Corrections {
  return {
    kind: kind ?? undefined,
    encoding: encoding ?? undefined,
    delimiter: delimiter ? delimiters[delimiter] : undefined,
    mapping: mapping ?? undefined,
  }
}

export function optionsOf({ decimalMark, dateOrder }: PreviewImportInput): ImportOptions {
  return {
    ...(decimalMark && { decimalMark: decimalMark === 'COMMA' ? ',' : '.' }),
    ...(dateOrder && { dateOrder }),
  }
}
