/** A backup cannot be made or restored. The message says why and what to do, and is meant to be printed as it stands. */
export class BackupError extends Error {
  override name = 'BackupError'
}
