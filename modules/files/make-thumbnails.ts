import sharp from 'sharp'
import { defineJob, type RequestContext, recordMeta } from '../../schema/index.ts'
import { gathered } from './inspect-content.ts'
import {
  fileLimitsKey,
  fileStorageKey,
  KeyTaken,
  storedKey,
  type ThumbnailSize,
  thumbnailKey,
  thumbnailSizes,
} from './storage.ts'
import { StoredFile } from './stored-file.ts'
import { tellOfFile } from './tell.ts'

/**
 * Makes the small pictures of a picture, without whatever the camera wrote into it: place, time, owner. One that cannot
 * be decoded here (HEIC, as most telephones keep theirs, needs a licence) goes without.
 */
export const makeThumbnails = defineJob<{ fileId: string }>({
  name: 'files.make-thumbnails',
  title: { en: 'Make thumbnails of a picture', tr: 'Fotoğrafın küçük görsellerini hazırla' },
  timeoutSeconds: 120,
  run: async (context, { fileId }, run) => {
    const row = await context.read.byId(recordMeta(StoredFile), fileId)
    if (row?.state !== 'READY' || row.hasThumbnails || !(await areMade(context, fileId))) return
    await context.write(async (work) => {
      const file = await work.em.findOneOrFail(StoredFile, { tenantId: work.principal.tenantId, id: fileId })
      Object.assign(file, { hasThumbnails: true, updatedAt: work.now })
      tellOfFile(work, 'file.pictured', file)
      await run.doneWith(work)
    })
  },
})

async function areMade(context: RequestContext, fileId: string): Promise<boolean> {
  const storage = context.service(fileStorageKey)
  const tenantId = context.principal?.tenantId ?? ''
  const bytes = await storage.open(storedKey(tenantId, fileId))
  if (!bytes) return false
  const whole = await gathered(bytes)
  const { imagePixels } = context.service(fileLimitsKey)
  for (const size of Object.keys(thumbnailSizes) as ThumbnailSize[]) {
    const small = await smaller(whole, thumbnailSizes[size], imagePixels)
    if (!small) return false
    const facts = { sizeBytes: small.length, mediaType: 'image/webp' }
    await storage.put(thumbnailKey(tenantId, fileId, size), pieces(small), facts).catch(unlessThere)
  }
  return true
}

async function smaller(whole: Buffer, side: number, limitInputPixels: number): Promise<Buffer | null> {
  return sharp(whole, { limitInputPixels })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer()
    .catch(() => null)
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** An earlier try got this far. */
function unlessThere(error: unknown): void {
  if (!(error instanceof KeyTaken)) throw error
}
