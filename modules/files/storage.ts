import { serviceKey } from '../../schema/index.ts'

/** Something under this key is there already. */
export class KeyTaken extends Error {
  override name = 'KeyTaken'
}

/**
 * Where the bytes of files are: a folder or a bucket. A key is `<tenant>/<area>/<name>`; what stands under it appears
 * whole or not at all, and never changes.
 */
export interface FileStorage {
  /** Stores exactly `sizeBytes`; when `bytes` fails or the key is taken (KeyTaken), nothing is left behind. */
  put(key: string, bytes: AsyncIterable<Uint8Array>, facts: StorageFacts): Promise<void>
  /** The bytes from the start; null when there is nothing. */
  open(key: string): Promise<AsyncIterable<Uint8Array> | null>
  /** Its size; null when there is nothing. */
  sizeOf(key: string): Promise<number | null>
  /** False when there is nothing to move. */
  move(from: string, to: string): Promise<boolean>
  /** Nothing there is as good as removed. */
  remove(key: string): Promise<void>
  /** Keys below a folder (`<tenant>/<area>/`), those of unfinished writes included. */
  list(folder: string): AsyncIterable<string>
  /** An address that gives the bytes to whoever knows it, or null where only this server can. */
  address(key: string, reading: StorageReading): Promise<string | null>
}

export interface StorageFacts {
  readonly sizeBytes: number
  readonly mediaType: string
}

/** How an address of the storage itself answers. */
export interface StorageReading {
  readonly mediaType: string
  readonly disposition: string
  readonly seconds: number
}

export const fileStorageKey = serviceKey<FileStorage>('file-storage')

/** What this installation takes. */
export interface FileLimits {
  readonly imageBytes: number
  readonly documentBytes: number
  /** Of all files of one tenant together. */
  readonly tenantBytes: number
  /** Width times height of a picture: one that is larger could fill the memory when it is opened. */
  readonly imagePixels: number
}

export const fileLimitsKey = serviceKey<FileLimits>('file-limits')

export const thumbnailSizes = { SMALL: 96, LARGE: 480 } as const
export type ThumbnailSize = keyof typeof thumbnailSizes

/** Where a file is sent first: nothing there was looked at yet. */
export function incomingKey(tenantId: string, fileId: string): string {
  return `${tenantId}/incoming/${fileId}`
}

/** Where a file that was found sound is kept. */
export function storedKey(tenantId: string, fileId: string): string {
  return `${tenantId}/files/${fileId}`
}

export function thumbnailKey(tenantId: string, fileId: string, size: ThumbnailSize): string {
  return `${tenantId}/thumbnails/${fileId}.${thumbnailSizes[size]}.webp`
}
