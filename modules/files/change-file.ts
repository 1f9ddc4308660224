import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { enteredName } from './file-name.ts'
import { StoredFile } from './stored-file.ts'
import { tellOfFile } from './tell.ts'

interface Versioned {
  readonly id: string
  readonly version: number
}

export function renameFile(
  context: RequestContext,
  {
    id,
    version,
    name,
    kind,
  }: Versioned & { readonly name: string; readonly kind?: StoredFile['kind'] | null },
): Promise<Payload> {
  return recordPayload(context, StoredFile, async (work) => {
    const file = await work.change<StoredFile>(StoredFile, id, version)
    file.name = enteredName(name)
    if (kind) file.kind = kind
    tellOfFile(work, 'file.renamed', file)
    return file
  })
}

/** Takes a file off its record. Its bytes are kept for thirty days, so that it can be brought back. */
export function archiveFile(context: RequestContext, { id, version }: Versioned): Promise<Payload> {
  return recordPayload(context, StoredFile, async (work) => {
    const file = await work.change<StoredFile>(StoredFile, id, version)
    file.archivedAt = work.now
    tellOfFile(work, 'file.deleted', file)
    return file
  })
}

/** Brings a removed file back. Refuses one whose bytes are gone. */
export function restoreFile(context: RequestContext, { id, version }: Versioned): Promise<Payload> {
  return recordPayload(context, StoredFile, async (work) => {
    const file = await work.change<StoredFile>(StoredFile, id, version)
    if (file.state !== 'READY') refuse('FILE_NOT_THERE', ['id'])
    file.archivedAt = null
    tellOfFile(work, 'file.restored', file)
    return file
  })
}
