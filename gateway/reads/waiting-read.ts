import { inThisOperation } from '../telemetry/operation-scope.ts'

/** Somebody who waits for the answer to a statement that only reads. */
export class WaitingRead {
  readonly answer: Promise<Buffer | null>
  readonly inOwnTurn = inThisOperation()
  #settle: { resolve(bytes: Buffer | null): void; reject(error: unknown): void } | null = null
  /** Connections on which the answer may still come. */
  #chances = 1
  isAnswered = false

  constructor(
    readonly name: string,
    readonly text: string,
    readonly parameters: readonly unknown[],
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
  }

  answered(value: unknown): void {
    this.isAnswered = true
    this.#settle?.resolve(value instanceof Buffer ? value : null)
  }

  failed(error: unknown): void {
    this.#chances -= 1
    if (this.#chances === 0) this.#settle?.reject(error)
  }

  /** Asks on one connection more. */
  again(): this {
    this.#chances += 1
    return this
  }
}
