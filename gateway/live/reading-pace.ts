import type { WebSocket } from 'ws'
import type { LiveLimits } from './live-limits.ts'

/** How far behind a client is with reading; `cut` ends one that leaves too much for too long. */
export class ReadingPace {
  #slow: NodeJS.Timeout | undefined
  /** What it would have been sent if it kept up, in bytes. */
  #withheld = 0

  constructor(
    private readonly socket: WebSocket,
    private readonly limits: LiveLimits,
    private readonly cut: () => void,
  ) {}

  /** To be called when it was sent something. */
  watch(): void {
    if (this.#leavesTooMuch) this.#slow ??= setTimeout(this.cut, this.limits.slowMs)
  }

  /** To be called when something that it was sent has left the process. */
  taken(): void {
    if (!this.#leavesTooMuch) this.stop()
  }

  /** Counts what it was not sent, because it did not keep up, as if it had been. */
  withhold(bytes: number): void {
    this.#withheld += bytes
    this.watch()
  }

  /** To be called when it has caught up with what was withheld. */
  caughtUp(): void {
    this.#withheld = 0
    this.taken()
  }

  stop(): void {
    clearTimeout(this.#slow)
    this.#slow = undefined
  }

  get #leavesTooMuch(): boolean {
    return this.socket.bufferedAmount + this.#withheld > this.limits.maxBufferedBytes
  }
}
