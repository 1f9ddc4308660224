import {
  answered,
  type Payload,
  Refusal,
  type RequestContext,
  type Row,
  recordMeta,
  refuse,
  viewerOf,
} from '../../schema/index.ts'
import { type Content, inspectContent, type Unsound } from './inspect-content.ts'
import { makeThumbnails } from './make-thumbnails.ts'
import { type FileStorage, fileLimitsKey, fileStorageKey, incomingKey, storedKey } from './storage.ts'
import { StoredFile } from './stored-file.ts'
import { tellOfFile } from './tell.ts'

/**
 * Looks at a file that was sent and makes it usable, or refuses and removes it. Asked again, it answers the same: a
 * phone that lost the answer may ask once more.
 */
export function completeFileUpload(
  context: RequestContext,
  { id }: { readonly id: string },
): Promise<Payload> {
  return answered(context, 'file', async () => {
    const meta = recordMeta(StoredFile)
    const announced = await context.read.byTypedId(StoredFile, id)
    if (!announced) refuse('NOT_FOUND', ['id'])
    const found = announced.state === 'WAITING' ? await arrivedContent(context, announced) : null
    const after = await context.write(async (work) => {
      const file = await work.change<StoredFile>(StoredFile, id)
      if (!found || file.state !== 'WAITING') return file.state
      if ('refusal' in found) {
        Object.assign(file, { state: 'REFUSED', archivedAt: work.now })
        tellOfFile(work, 'file.refused', file, { code: found.refusal })
      } else {
        Object.assign(file, { ...found, state: 'READY', arrivedAt: work.now })
        tellOfFile(work, 'file.uploaded', file)
        if (file.width !== null) work.enqueue(makeThumbnails, { fileId: file.id }, { key: file.id })
      }
      return file.state
    })
    const row = await context.read.byId(meta, announced.id)
    if (after === 'READY') return row
    const { tenantId } = viewerOf(context)
    await context.service(fileStorageKey).remove(storedKey(tenantId, announced.id))
    const code = found && 'refusal' in found ? found.refusal : 'FILE_NOT_THERE'
    throw new Refusal([{ code, field: ['id'] }], row)
  })
}

/** Takes the bytes out of the reach of the address that they were sent to, then looks at them. */
async function arrivedContent(context: RequestContext, row: Row): Promise<Content | Unsound> {
  const storage = context.service(fileStorageKey)
  const { tenantId } = viewerOf(context)
  if (!(await context.read.reachable(recordMeta(StoredFile), [row.id], 'act')).has(row.id))
    refuse('FORBIDDEN', ['id'])
  const bytes = await taken(storage, incomingKey(tenantId, row.id), storedKey(tenantId, row.id))
  if (!bytes) refuse('FILE_NOT_ARRIVED', ['id'])
  return inspectContent(bytes, row.mediaType as string, context.service(fileLimitsKey))
}

/** An earlier try may have moved it and been interrupted before it was written down. */
async function taken(storage: FileStorage, from: string, to: string) {
  await storage.move(from, to)
  return storage.open(to)
}
