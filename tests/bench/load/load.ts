import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BenchTenant } from '../data/bench-tenant.ts'
import type { LoadQuery, Spread } from '../queries.ts'
import { message } from '../servers/server-process.ts'
import type { ServerName } from '../words/index.ts'

export interface LoadTask {
  readonly server: ServerName
  readonly url: string
  readonly query: LoadQuery
  readonly tenants: readonly BenchTenant[]
  readonly spread: Spread
  readonly connections: number
  readonly milliseconds: number
  /** Number of the first request; bookings never use one twice. */
  readonly from: number
}

export interface LoadTaken {
  readonly requests: number
  readonly milliseconds: number
  /** Latencies in milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Number of the next request. */
  readonly next: number
}

/** The load generator, in a process of its own. */
export interface Load {
  run(task: LoadTask): Promise<LoadTaken>
  close(): Promise<void>
}

export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('generator.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    run: async (task) => {
      const answer = message<{ taken: LoadTaken | { failure: string } }>(
        child,
        'taken',
        () => 'The load generator ended.',
      )
      child.send(task)
      const { taken } = await answer
      if ('failure' in taken) throw new Error(taken.failure)
      return taken
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
    },
  }
}
