import pg from 'pg'
import { RowBytes } from './row-bytes.ts'

// A process that has much to compute, as at its start on a small machine, hears late that it is connected.
const connectMs = 15_000

/** pg's types do not say so. */
interface Connected {
  readonly connection: unknown
}

/** A connection that is made within fifteen seconds or not at all, however long callers wait for a place in the pool. */
export class ImpatientClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    // Property by property as it is: the pool hides the password from those who list them.
    const given = Object.defineProperties({}, Object.getOwnPropertyDescriptors(config)) as pg.ClientConfig
    super(Object.assign(given, { connectionTimeoutMillis: connectMs }))
    RowBytes.of((this as unknown as Connected).connection)
  }
}
