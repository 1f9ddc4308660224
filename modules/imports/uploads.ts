import { serviceKey } from '../../schema/index.ts'

/** Where to send a file, and until when. */
export interface UploadPlace {
  /** UUID. */
  readonly id: string
  /** Path and query on this server; the signature in it is all that the sender needs. */
  readonly url: string
  readonly expiresAt: Date
}

/** A file that has arrived whole. */
export interface StoredUpload {
  readonly fileName: string
  readonly sizeBytes: number
  /** The bytes from the start, each time it is called. */
  open(): AsyncIterable<Uint8Array>
}

/** Keeps uploaded files, each of one tenant. The gateway provides it; a bucket could do the same. */
export interface Uploads {
  /** Largest file that is taken, in bytes. */
  readonly maxBytes: number
  place(tenantId: string, fileName: string, sizeBytes: number): Promise<UploadPlace>
  /** Stores a file that is on this machine already, as the first-run demo does; returns its UUID. */
  keep(tenantId: string, fileName: string, bytes: AsyncIterable<Uint8Array>): Promise<string>
  /** Null when the tenant has no such file or it has not arrived. */
  find(tenantId: string, id: string): Promise<StoredUpload | null>
  remove(tenantId: string, id: string): Promise<void>
}

export const uploadsKey = serviceKey<Uploads>('uploads')
