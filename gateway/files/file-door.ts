import type { FileStorage } from '../../modules/files/index.ts'
import {
  fileNameFor,
  incomingKey,
  KeyTaken,
  mediaTypeOf,
  StoredFile,
  storedKey,
  type ThumbnailSize,
  tellOfFile,
  thumbnailKey,
  thumbnailSizes,
} from '../../modules/files/index.ts'
import { type Composition, newId, type Row, recordMeta, Statement } from '../../schema/index.ts'
import { askThrough, OperationContext, type OperationSetting } from '../operation-context.ts'
import type { Principals } from '../principals.ts'
import { addressRefused } from './exactly.ts'
import type { ReadingPermission, SignedFileAddresses, UploadPermission } from './file-addresses.ts'

export interface FileDoorParts {
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly principals: Principals
  readonly storage: FileStorage
  readonly addresses: SignedFileAddresses
}

/** The bytes of a file and how to hand them over, or where the storage itself gives them. */
export type HandedOver =
  | { readonly location: string }
  | {
      readonly bytes: AsyncIterable<Uint8Array>
      readonly sizeBytes: number
      readonly mediaType: string
      readonly disposition: string
      readonly isThumbnail: boolean
    }

const redirectSeconds = 60

/** Takes and gives the bytes of files at signed addresses. */
export class FileDoor {
  constructor(private readonly parts: FileDoorParts) {}

  /**
   * Takes the bytes that an address was given out for. Fails with FORBIDDEN for an address that is not ours or is over,
   * CONFLICT for one that was used, and BAD_USER_INPUT for another type, or more or fewer bytes, than were announced.
   */
  async receive(
    fileId: string,
    query: Readonly<Record<string, unknown>>,
    sent: { readonly mediaType: string; readonly sizeBytes: number | null },
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const permitted = this.parts.addresses.uploadPermitted(fileId, query)
    const { tenantId, id, mediaType, sizeBytes } = permitted
    if (sent.mediaType !== mediaType)
      throw addressRefused('BAD_USER_INPUT', 415, `This address takes ${mediaType}.`)
    if (sent.sizeBytes !== null && sent.sizeBytes > sizeBytes)
      throw addressRefused('BAD_USER_INPUT', 413, `More than the ${sizeBytes} bytes that were announced.`)
    if (!(await this.#isAwaited(permitted))) throw used()
    try {
      await this.parts.storage.put(incomingKey(tenantId, id), bytes, { sizeBytes, mediaType })
    } catch (error) {
      throw error instanceof KeyTaken ? used() : error
    }
  }

  /** Gives what an address was given out for, if the person whom it was given to may still see the file. */
  async give(fileId: string, query: Readonly<Record<string, unknown>>): Promise<HandedOver> {
    const permitted = this.parts.addresses.readingPermitted(fileId, query)
    const context = await this.#contextOf(permitted)
    const row = await context?.read.byId(recordMeta(StoredFile), permitted.id)
    if (!context || row?.state !== 'READY')
      throw addressRefused('NOT_FOUND', 404, 'There is no such file, or you may no longer see it.')
    const { reading } = permitted
    if (reading in thumbnailSizes) return this.#thumbnail(permitted, reading as ThumbnailSize)
    await recordDownload(context, row)
    return this.#whole(permitted, row, reading === 'INLINE')
  }

  async #thumbnail({ tenantId, id }: ReadingPermission, size: ThumbnailSize): Promise<HandedOver> {
    const key = thumbnailKey(tenantId, id, size)
    return {
      ...(await this.#bytesOf(key)),
      mediaType: 'image/webp',
      disposition: 'inline',
      isThumbnail: true,
    }
  }

  async #whole({ tenantId, id }: ReadingPermission, row: Row, isInline: boolean): Promise<HandedOver> {
    const mediaType = row.mediaType as string
    const isShown = isInline && (mediaTypeOf(mediaType)?.look === 'image' || mediaType === 'application/pdf')
    const name = encodeURIComponent(fileNameFor(row.name as string, mediaType)).replace(/['()*]/g, percent)
    const disposition = `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`
    const key = storedKey(tenantId, id)
    const reading = { mediaType, disposition, seconds: redirectSeconds }
    const location = await this.parts.storage.address(key, reading)
    if (location) return { location }
    return { ...(await this.#bytesOf(key)), mediaType, disposition, isThumbnail: false }
  }

  async #bytesOf(key: string): Promise<{ bytes: AsyncIterable<Uint8Array>; sizeBytes: number }> {
    const sizeBytes = await this.parts.storage.sizeOf(key)
    const bytes = await this.parts.storage.open(key)
    if (sizeBytes === null || !bytes) throw addressRefused('NOT_FOUND', 404, 'The file is no longer there.')
    return { bytes, sizeBytes }
  }

  async #isAwaited({ tenantId, id }: UploadPermission): Promise<boolean> {
    const statement = new Statement(tenantId)
    const plan = `select f.state from stored_files f
      where f.tenant_id = ${statement.tenant} and f.id = ${statement.value(id, 'uuid')}`
    return (await askThrough(this.parts.setting.pool)(statement, plan)) === 'WAITING'
  }

  /** As the person is now: an address outlives neither their membership nor what they may see. */
  async #contextOf({ tenantId, membershipId }: ReadingPermission): Promise<OperationContext | null> {
    const { setting, composition, principals } = this.parts
    const statement = new Statement(tenantId)
    const plan = `select m.user_id from memberships m
      where m.tenant_id = ${statement.tenant} and m.id = ${statement.value(membershipId, 'uuid')}`
    const userId = await askThrough(setting.pool)(statement, plan)
    if (typeof userId !== 'string') return null
    const session = { sessionId: newId(), userId, tenantId, membershipId }
    const principal = await principals.ofSession(session)
    if (!principal) return null
    return new OperationContext(setting, {
      requestId: `file_${newId()}`,
      principal,
      set: composition.setFor(principal.blueprintKeys),
      locale: principal.locale,
    })
  }
}

/** Who read which file, when: in the event log, before the first byte leaves. */
function recordDownload(context: OperationContext, row: Row): Promise<void> {
  return context.write(async (work) => {
    const file = await work.em.findOneOrFail(StoredFile, { tenantId: work.principal.tenantId, id: row.id })
    tellOfFile(work, 'file.downloaded', file)
  })
}

function used(): Error {
  return addressRefused(
    'CONFLICT',
    409,
    'A file was sent to this address already. Ask createFileUpload for a new one.',
    'ADDRESS_USED',
  )
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
