import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { type Clock, LoncaError, serviceKey } from '../../schema/index.ts'

/** At most `most` attempts under this key within so many seconds of the first. */
export interface AttemptLimit {
  /** What is counted, e.g. `sign-in account ayse@example.com`. Only a hash of it is stored. */
  readonly key: string
  readonly most: number
  readonly seconds: number
  /** A success makes up for the failures before it, and not only for itself. */
  readonly clears?: boolean
}

/** Counts attempts in the database, so that all processes together allow as many as one. */
export class Attempts {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Counts one attempt before it is looked at. Throws THROTTLED when one of the limits is reached; then nothing is counted. */
  async take(limits: readonly AttemptLimit[]): Promise<void> {
    const { rows } = await this.pool.query('select take_attempt($1, $2, $3, $4) as wait', [
      limits.map(hashOf),
      limits.map(({ most }) => most),
      limits.map(({ seconds }) => seconds),
      this.clock.now().toISOString(),
    ])
    const wait: number = rows[0].wait
    if (wait === 0) return
    const minutes = Math.ceil(wait / 60)
    throw LoncaError.throttled(`Too many attempts. Try again in ${minutes} minutes.`, wait)
  }

  /** Takes back an attempt that succeeded. */
  async succeeded(limits: readonly AttemptLimit[]): Promise<void> {
    await this.pool.query('select return_attempt($1, $2)', [
      limits.filter((limit) => !limit.clears).map(hashOf),
      limits.filter((limit) => limit.clears).map(hashOf),
    ])
  }
}

function hashOf({ key }: AttemptLimit): Buffer {
  return createHash('sha256').update(key).digest()
}

export const attemptsKey = serviceKey<Attempts>('attempts')
