import type { RecordMeta, Work } from '../../../schema/index.ts'

/** A number of an earlier system and the record that it stands for here. */
export interface ExternalNumber {
  readonly number: string
  readonly recordId: string
  /** UUID of the import that brought it; null for one that was typed in. */
  readonly runId: string | null
}

/** The records behind numbers of earlier systems, by number. Several numbers may stand for one merged record. */
export async function recordsByNumber(
  work: Work,
  meta: RecordMeta,
  numbers: readonly string[],
): Promise<Map<string, ExternalNumber>> {
  if (numbers.length === 0) return new Map()
  const found = await work.sql<ExternalNumber>(
    `select number, record_id as "recordId", run_id as "runId" from import_numbers
     where tenant_id = $1 and record_type = $2 and number = any($3::text[])`,
    [work.principal.tenantId, meta.name, numbers],
  )
  return new Map(found.map((one) => [one.number, one]))
}

/** Remembers numbers for the next file and the next run. */
export async function rememberNumbers(
  work: Work,
  meta: RecordMeta,
  runId: string,
  numbers: ReadonlyMap<string, string>,
): Promise<void> {
  if (numbers.size === 0) return
  await work.sql(
    `insert into import_numbers (tenant_id, record_type, number, record_id, run_id)
     select $1, $2, n.number, n.record_id, $3 from unnest($4::text[], $5::uuid[]) n(number, record_id)
     on conflict do nothing`,
    [work.principal.tenantId, meta.name, runId, [...numbers.keys()], [...numbers.values()]],
  )
}

/** Forgets the numbers that a run brought for these records, so that the file can be imported anew. */
export async function forgetNumbers(work: Work, runId: string, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return
  await work.sql(
    'delete from import_numbers where tenant_id = $1 and run_id = $2 and record_id = any($3::uuid[])',
    [work.principal.tenantId, runId, recordIds],
  )
}
