/** The keys cannot be rotated. The message says why, and is meant to be printed as it stands. */
export class RotationError extends Error {
  override name = 'RotationError'
}
