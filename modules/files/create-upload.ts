import {
  answered,
  encodeId,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
  viewerOf,
  type Work,
} from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { fileAddressesKey } from './addresses.ts'
import { enteredName } from './file-name.ts'
import type { CreateFileUploadInput } from './files.types.ts'
import { holderToChange } from './hanging.ts'
import { mediaTypeOf } from './media-types.ts'
import { type FileLimits, fileLimitsKey } from './storage.ts'
import { StoredFile } from './stored-file.ts'
import { tellOfFile } from './tell.ts'

/** Announces a file and gives the address to send it to. What is refused here never needs to be sent. */
export async function createFileUpload(
  context: RequestContext,
  input: CreateFileUploadInput,
): Promise<Payload> {
  const { tenantId, membershipId } = viewerOf(context)
  const announced = await answered(context, 'id', () =>
    context.write(async (work) => {
      const holder = await holderToChange(work, input.recordId)
      const name = enteredName(input.name)
      const limits = context.service(fileLimitsKey)
      refuseContent(input, limits)
      await refuseBeyondQuota(work, input.sizeBytes, limits)
      const file = work.create<StoredFile>(StoredFile, {
        name,
        kind: input.kind,
        state: 'WAITING',
        mediaType: input.mediaType,
        sizeBytes: input.sizeBytes,
        hasThumbnails: false,
        recordType: holder.meta.name,
        recordId: encodeId(holder.meta.prefix, holder.uuid),
        recordUuid: holder.uuid,
        uploadedBy: work.reference(Membership, membershipId),
      })
      tellOfFile(work, 'file.announced', file)
      return file.id
    }),
  )
  const id = announced.id as string | null
  if (id === null) return { file: null, upload: null, userErrors: announced.userErrors }
  const { sizeBytes, mediaType } = input
  const address = context
    .service(fileAddressesKey)
    .upload({ tenantId, id, membershipId }, { sizeBytes, mediaType })
  return {
    file: await context.read.byId(recordMeta(StoredFile), id),
    upload: { ...address, method: 'PUT', headers: [{ name: 'content-type', value: mediaType }] },
    userErrors: [],
  }
}

function refuseContent({ mediaType, sizeBytes }: CreateFileUploadInput, limits: FileLimits): void {
  const type = mediaTypeOf(mediaType)
  if (!type) refuse('FILE_TYPE', ['mediaType'])
  if (sizeBytes < 1) refuse('FILE_EMPTY', ['sizeBytes'])
  const most = type.look === 'image' ? limits.imageBytes : limits.documentBytes
  if (sizeBytes > most) refuse('FILE_TOO_LARGE_MB', ['sizeBytes'], { max: Math.floor(most / 1024 / 1024) })
}

async function refuseBeyondQuota(work: Work, sizeBytes: number, limits: FileLimits): Promise<void> {
  const { tenantId } = work.principal
  // Two uploads at once must not both take the last room.
  await work.sql(`select pg_advisory_xact_lock(hashtextextended('files ' || $1, 0))`, [tenantId])
  const [used] = await work.sql<{ bytes: string }>(
    `select coalesce(sum(size_bytes), 0)::text as bytes from stored_files where tenant_id = $1 and state in ('WAITING', 'READY')`,
    [tenantId],
  )
  if (Number(used?.bytes) + sizeBytes > limits.tenantBytes) refuse('FILE_QUOTA', ['sizeBytes'])
}
