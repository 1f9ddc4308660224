import { serviceKey } from '../../schema/index.ts'
import type { ThumbnailSize } from './storage.ts'

/** A file and the person whom an address is for. Ids are UUIDs. */
export interface AddressedFile {
  readonly tenantId: string
  readonly id: string
  readonly membershipId: string
}

export interface UploadAddress {
  /** Path and query on this server; the signature in it is all that the sender needs, once. */
  readonly url: string
  readonly expiresAt: Date
}

/** What an address for reading gives: the file itself, shown or saved, or its small picture. */
export type Reading = 'INLINE' | 'ATTACHMENT' | ThumbnailSize

/** Gives out signed addresses of files. The gateway provides it, and keeps what they promise. */
export interface FileAddresses {
  upload(
    file: AddressedFile,
    facts: { readonly sizeBytes: number; readonly mediaType: string },
  ): UploadAddress
  /** For some minutes, and for as long as the person may see the file. */
  reading(file: AddressedFile, reading: Reading): string
}

export const fileAddressesKey = serviceKey<FileAddresses>('file-addresses')
