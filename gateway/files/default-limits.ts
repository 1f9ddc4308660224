import type { FileLimits } from '../../modules/files/index.ts'

const mebibyte = 1024 * 1024

/** What an installation takes that says nothing else. */
export const defaultFileLimits: FileLimits = {
  imageBytes: 25 * mebibyte,
  documentBytes: 50 * mebibyte,
  tenantBytes: 5 * 1024 * mebibyte,
  imagePixels: 80_000_000,
}
