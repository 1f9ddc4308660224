import type { RequestContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { TenantRecord } from '../record/tenant-record.ts'
import { blanksOf } from './blanks.ts'
import { createAtOnce } from './create-at-once.ts'
import { type Payload, recordPayload } from './payload.ts'
import type { Work } from './work.ts'

type Input = Readonly<Record<string, unknown>>

/** The generated create: checks, prepares, writes, tells `<events>.created`. */
export function createRecord(context: RequestContext, meta: RecordMeta, input: Input): Promise<Payload> {
  const inTransaction = async (work: Work) => {
    const row = work.create<TenantRecord>(meta.class, await work.entered(meta.class, input, 'create'))
    await meta.prepare?.(row, work)
    refuseBlanks(context, meta, row)
    await work.flush()
    // Someone who reaches only their own records may not create one for somebody else.
    if (!(await work.read.reachable(meta, [row.id], 'act')).has(row.id))
      throw new Refusal([{ code: 'FORBIDDEN' }])
    work.tell(`${meta.events}.created`, row)
    return row
  }
  return recordPayload(context, meta.class, inTransaction, () => createAtOnce(context, meta, input))
}

/** The generated update: only what the input names changes, from the version that the caller saw. */
export function updateRecord(
  context: RequestContext,
  meta: RecordMeta,
  input: Input & { readonly id: string; readonly version: number },
): Promise<Payload> {
  return recordPayload(context, meta.class, async (work) => {
    const row = await work.change<TenantRecord>(meta.class, input.id, input.version)
    const { id: _id, version: _version, ...entered } = input
    const changes = await work.entered(meta.class, entered, 'update')
    Object.assign(row, changes)
    await meta.prepare?.(row, work)
    refuseBlanks(context, meta, row, Object.keys(changes))
    await work.flush()
    if (!(await work.read.reachable(meta, [row.id], 'act')).has(row.id))
      throw new Refusal([{ code: 'FORBIDDEN' }])
    work.tell(`${meta.events}.updated`, row, { changed: Object.keys(changes) })
    return row
  })
}

/** The generated archive: the row leaves the lists and stays readable by its id. */
export function archiveRecord(
  context: RequestContext,
  meta: RecordMeta,
  input: Input & { readonly id: string; readonly version: number },
): Promise<Payload> {
  return recordPayload(context, meta.class, async (work) => {
    const row = await work.change<TenantRecord>(meta.class, input.id, input.version)
    row.archivedAt = work.now
    work.tell(`${meta.events}.deleted`, row)
    return row
  })
}

function refuseBlanks(
  context: RequestContext,
  meta: RecordMeta,
  row: object,
  changed?: readonly string[],
): void {
  const blanks = blanksOf(context, meta, ({ name }) => row[name as keyof typeof row], changed)
  if (blanks.length > 0) throw new Refusal(blanks)
}
