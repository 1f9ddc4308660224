/**
 * The database cannot be used as it is. The message says what happened and what to do, and is meant to be
 * printed as it stands; `cause` holds the underlying error when there is one.
 */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
}
