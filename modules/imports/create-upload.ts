import {
  answered,
  encodeId,
  type Payload,
  type RequestContext,
  refuse,
  viewerOf,
} from '../../schema/index.ts'
import type { CreateUploadInput } from './imports.types.ts'
import { uploadsKey } from './uploads.ts'

const maxNameLength = 200

/** Gives an address to send one file to. Refuses an empty name, an empty file and one that is too large. */
export function createUpload(
  context: RequestContext,
  { fileName, sizeBytes }: CreateUploadInput,
): Promise<Payload> {
  return answered(context, 'upload', async () => {
    const uploads = context.service(uploadsKey)
    // The last part alone: browsers and scripts send whole paths.
    const name = (fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim()
    if (name === '') refuse('REQUIRED', ['fileName'])
    if (name.length > maxNameLength) refuse('TOO_LONG', ['fileName'], { max: maxNameLength })
    if (sizeBytes < 1) refuse('EMPTY_FILE', ['sizeBytes'])
    if (sizeBytes > uploads.maxBytes) refuse('FILE_TOO_LARGE', ['sizeBytes'], { limit: uploads.maxBytes })
    const place = await uploads.place(viewerOf(context).tenantId, name, sizeBytes)
    return { ...place, id: encodeId('upl', place.id) }
  })
}
