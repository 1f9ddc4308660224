import path from 'node:path'
import type { FileLimits, FileStorage } from '../../modules/files/index.ts'
import { defaultFileLimits } from './default-limits.ts'
import { LocalStorage } from './local-storage.ts'
import { type S3Settings, S3Storage } from './s3-storage.ts'

/** Where files are kept and how large they may be. */
export interface FileSettings {
  /** A bucket, or null for the folder `files` beside the other data. */
  readonly s3: S3Settings | null
  readonly limits: FileLimits
}

export const defaultFileSettings: FileSettings = { s3: null, limits: defaultFileLimits }

export function openStorage({ s3 }: FileSettings, dataDir: string): FileStorage {
  return s3 ? new S3Storage(s3) : new LocalStorage(path.join(dataDir, 'files'))
}
