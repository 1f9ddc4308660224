import type { Pool } from 'pg'
import { foldDeltas } from '../modules/insights/index.ts'

const everyMs = 5_000

/** Folds what was counted into daily sums every few seconds, never twice at a time in one process. */
export class Folding {
  readonly #timer: NodeJS.Timeout
  #underWay: Promise<void> | null = null

  constructor(
    private readonly pool: Pool,
    private readonly failed: (error: unknown) => void,
  ) {
    this.#timer = setInterval(() => this.#fold(), everyMs)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#underWay
  }

  #fold(): void {
    this.#underWay ??= foldDeltas(this.pool)
      .then(() => undefined, this.failed)
      .finally(() => {
        this.#underWay = null
      })
  }
}
