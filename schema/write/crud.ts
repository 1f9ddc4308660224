import { requiredFieldsOf } from '../blueprint-overrides.ts'
import type { RequestContext } from '../context.ts'
import { inputName } from '../derive/write-inputs.ts'
import { Refusal } from '../errors.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { TenantRecord } from '../record/tenant-record.ts'
import { type Payload, recordPayload } from './payload.ts'

type Input = Readonly<Record<string, unknown>>

/** The generated create: checks, prepares, writes, tells `<events>.created`. */
export function createRecord(context: RequestContext, meta: RecordMeta, input: Input): Promise<Payload> {
  return recordPayload(context, meta.class, async (work) => {
    const row = work.create<TenantRecord>(meta.class, await work.entered(meta.class, input, 'create'))
    await meta.prepare?.(row, work)
    refuseBlanks(context, meta, row)
    await work.flush()
    // Someone who reaches only their own records may not create one for somebody else.
    if (!(await work.read.reachable(meta, [row.id], 'act')).has(row.id))
      throw new Refusal([{ code: 'FORBIDDEN' }])
    work.tell(`${meta.events}.created`, row)
    return row
  })
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

/**
 * Refuses what the tenant's sectors want filled and the row leaves blank. An update answers only for what it changes:
 * whoever corrects a name is not asked for the telephone number that an import could not read.
 */
function refuseBlanks(
  context: RequestContext,
  meta: RecordMeta,
  row: object,
  changed: readonly string[] = [...meta.attributes.keys()],
): void {
  const wanted = requiredFieldsOf(context.set, context.principal?.overrides)
  const blank = [...meta.attributes.values()].filter(
    ({ name }) =>
      wanted.has(`${meta.name}.${name}`) &&
      changed.includes(name) &&
      [null, undefined, ''].includes(row[name as keyof typeof row]),
  )
  if (blank.length > 0)
    throw new Refusal(
      blank.map((attribute) => ({ code: 'REQUIRED_BY_TENANT', field: [inputName(attribute)] })),
    )
}
