import type { PoolClient } from 'pg'
import type { OperationTally } from '../telemetry/operation-scope.ts'
import { requestCancel } from './cancel-request.ts'

/** How late a statement may be noticed whose operation has had its time. */
const sweptEveryMs = 1_000

/** What was given to pg to be sent, as far as it says more than a text. */
export interface Sent {
  /** Whether others have their answers behind it on the same connection. */
  readonly isFollowed?: boolean
}

interface Running {
  readonly tally: OperationTally
  readonly sent: Sent
}

/**
 * Which operation each connection of the pool last worked for. A statement costs one entry in a map, and nothing more
 * until somebody leaves: then, and once a second for those whose time is over, what is still running is given up.
 */
export class RunningStatements {
  readonly #users = new Map<PoolClient, Running>()
  readonly #cancelled = new WeakSet<PoolClient>()
  readonly #sweep = setInterval(() => this.sweep(), sweptEveryMs).unref()

  constructor(private readonly cancel: (client: PoolClient) => void = requestCancel) {}

  /** To be called before each statement; without a tally it belongs to no operation and runs to its end. */
  began(client: PoolClient, tally: OperationTally | undefined, sent: Sent): void {
    if (tally) this.#users.set(client, { tally, sent })
    else this.#users.delete(client)
  }

  /** The connection is gone. */
  forget(client: PoolClient): void {
    this.#users.delete(client)
  }

  /** Whether a request to cancel is on its way to it, and may meet whatever it does next. */
  wasCancelled(client: PoolClient): boolean {
    return this.#cancelled.has(client)
  }

  /** The caller left: what is being read for them is given up. What they asked to be changed is changed all the same. */
  callerLeft(tally: OperationTally): void {
    if (!tally.isRead) return
    tally.isStopped = true
    this.#giveUp((user) => user === tally)
  }

  /** Gives up what nobody waits for, or what has taken too long. */
  sweep(now = performance.now()): void {
    this.#giveUp(
      ({ isStopped, deadline }) => isStopped === true || (deadline !== undefined && now > deadline),
    )
  }

  close(): void {
    clearInterval(this.#sweep)
  }

  #giveUp(isOver: (user: OperationTally) => boolean): void {
    for (const [client, { tally, sent }] of this.#users) {
      // The request could meet a statement of somebody else, behind it; that one is not kept waiting for long.
      if (sent.isFollowed) continue
      if (isBusy(client) && isOver(tally) && !this.#cancelled.has(client)) {
        this.#cancelled.add(client)
        this.cancel(client)
        // The request may come late: it must not meet a statement of whoever would get the connection next.
        const release = client.release.bind(client)
        client.release = () => release(true)
      }
    }
  }
}

function isBusy(client: PoolClient): boolean {
  return !(client as unknown as { readonly readyForQuery: boolean }).readyForQuery
}
