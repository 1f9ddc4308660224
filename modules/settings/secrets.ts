import { type Reader, serviceKey, type Work } from '../../schema/index.ts'

/** Where a sealed value lies. It opens there and nowhere else: not in another row, column or tenant. */
export interface SecretPlace {
  readonly table: string
  /** UUID of the row. */
  readonly row: string
  /** Column, with a path where several secrets share one, e.g. `secrets.password`. */
  readonly column: string
}

/**
 * Keeps what nobody may read in a copy of the database: passwords of mail servers, tokens of providers. The tenant is
 * always the one of the work or reader that is passed.
 */
export interface Secrets {
  /** The text to store at the place. Makes the tenant's key on first use, in the same transaction. */
  seal(work: Work, place: SecretPlace, plain: string): Promise<string>
  /**
   * What was sealed at the place.
   *
   * @throws SecretUnreadable for a text of another place or tenant, one that was changed, or when its key is gone.
   */
  open(read: Reader, place: SecretPlace, sealed: string): Promise<string>
}

export const secretsKey = serviceKey<Secrets>('secrets')

/** A sealed value cannot be opened here. It says where, never what. */
export class SecretUnreadable extends Error {
  constructor(place: SecretPlace, why: string) {
    super(`The secret at ${place.table}.${place.column} of row ${place.row} cannot be opened: ${why}.`)
    this.name = 'SecretUnreadable'
  }
}
