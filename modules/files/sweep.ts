import { LockMode } from '@mikro-orm/postgresql'
import { defineJob, type RequestContext, type Work } from '../../schema/index.ts'
import {
  fileStorageKey,
  incomingKey,
  storedKey,
  type ThumbnailSize,
  thumbnailKey,
  thumbnailSizes,
} from './storage.ts'
import { StoredFile } from './stored-file.ts'
import { tellOfFile } from './tell.ts'

const hourMs = 60 * 60 * 1000
/** Long after the address of an upload is over. */
const awaitedMs = hourMs
/** How long a removed file can be brought back. */
const keptMs = 30 * 24 * hourMs
const atOnce = 500

/** Clears away what nobody needs: uploads that never came, what was removed a month ago, and rests of broken uploads. */
export const sweepFiles = defineJob({
  name: 'files.sweep',
  title: { en: 'Clear away files nobody needs', tr: 'Gerekmeyen dosyaları temizle' },
  timeoutSeconds: 300,
  run: async (context) => {
    await forgetLateUploads(context)
    await eraseRemoved(context)
    await removeRests(context)
  },
})

function forgetLateUploads(context: RequestContext): Promise<void> {
  return context.write(async (work) => {
    const before = new Date(work.now.getTime() - awaitedMs)
    for (const file of await locked(work, { state: 'WAITING', createdAt: { $lt: before } })) {
      Object.assign(file, { state: 'REFUSED', archivedAt: work.now, updatedAt: work.now })
      tellOfFile(work, 'file.refused', file, { code: 'FILE_NOT_ARRIVED' })
    }
  })
}

function eraseRemoved(context: RequestContext): Promise<void> {
  const storage = context.service(fileStorageKey)
  return context.write(async (work) => {
    const { tenantId } = work.principal
    const before = new Date(work.now.getTime() - keptMs)
    for (const file of await locked(work, { state: 'READY', archivedAt: { $lt: before } })) {
      // The bytes go first: a row without them is seen again, bytes without a row are not.
      const sizes = Object.keys(thumbnailSizes) as ThumbnailSize[]
      for (const size of sizes) await storage.remove(thumbnailKey(tenantId, file.id, size))
      await storage.remove(storedKey(tenantId, file.id))
      Object.assign(file, { state: 'ERASED', hasThumbnails: false, updatedAt: work.now })
      tellOfFile(work, 'file.erased', file)
    }
  })
}

/** What lies where files arrive and is no longer awaited. */
async function removeRests(context: RequestContext): Promise<void> {
  const storage = context.service(fileStorageKey)
  const tenantId = context.principal?.tenantId ?? ''
  const lying: string[] = []
  for await (const key of storage.list(incomingKey(tenantId, ''))) lying.push(key)
  if (lying.length === 0) return
  const awaited = await context.write((work) =>
    work.sql<{ id: string }>(`select id from stored_files where tenant_id = $1 and state = 'WAITING'`, [
      tenantId,
    ]),
  )
  const kept = awaited.map(({ id }) => incomingKey(tenantId, id))
  // A write that was interrupted lies beside its key, under a longer name.
  for (const key of lying) if (!kept.some((one) => key.startsWith(one))) await storage.remove(key)
}

function locked(work: Work, where: object): Promise<StoredFile[]> {
  return work.em.find(
    StoredFile,
    { tenantId: work.principal.tenantId, ...where },
    { lockMode: LockMode.PESSIMISTIC_WRITE, limit: atOnce },
  )
}
