import {
  encodeId,
  type RecordClass,
  recordMeta,
  type TenantRecord,
  type Work,
} from '../../../schema/index.ts'

/** The id under which an input names a row; null stays null. */
export function idOf(record: RecordClass, uuid: string): string
export function idOf(record: RecordClass, uuid: string | null): string | null
export function idOf(record: RecordClass, uuid: string | null): string | null {
  return uuid === null ? null : encodeId(recordMeta(record).prefix, uuid)
}

/** A new row as the generated create makes it: the input checked, the record prepared, the event told. */
export async function written<T extends TenantRecord>(
  work: Work,
  record: RecordClass<T>,
  input: Readonly<Record<string, unknown>>,
): Promise<T> {
  const row = work.create<T>(record, await work.entered(record, input, 'create'))
  await prepared(work, row)
  tellOf(work, row, 'created')
  return row
}

/** A change of a row as the generated update makes it. Values that only verbs may set are given as they are stored. */
export async function rewritten<T extends TenantRecord>(
  work: Work,
  record: RecordClass<T>,
  uuid: string,
  values: Partial<T>,
): Promise<T> {
  const row = await work.change<T>(record, idOf(record, uuid))
  Object.assign(row, values)
  await prepared(work, row)
  tellOf(work, row, 'updated', { changed: Object.keys(values) })
  return row
}

async function prepared(work: Work, row: TenantRecord): Promise<void> {
  await recordMeta(row.constructor as RecordClass).prepare?.(row, work)
  await work.flush()
}

function tellOf(work: Work, row: TenantRecord, what: string, payload: object = {}): void {
  const { events } = recordMeta(row.constructor as RecordClass)
  if (events) work.tell(`${events}.${what}`, row, { ...payload })
}
