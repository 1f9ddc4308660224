import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../../gateway/project-root.ts'
import type { BenchDatabase } from '../data/cluster.ts'
import { message } from '../servers/server-process.ts'
import type { Memory } from './fan-out-process.ts'
import type { Happenings, Listener } from './happenings.ts'

export interface FanOutServer {
  readonly url: string
  /** After everything that can be let go was let go. */
  memory(): Promise<Memory>
  cpuMicros(): Promise<number>
  close(): Promise<void>
}

/** Starts one of the servers in a process of its own. */
export async function startFanOutServer(
  name: Listener,
  database: BenchDatabase,
  { tenant, runId }: Happenings,
): Promise<FanOutServer> {
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
    cwd: projectRoot(),
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      BENCH_APP_URL: database.appUrl,
      BENCH_OWNER_URL: database.ownerUrl,
      BENCH_SUPERUSER_URL: database.superuserUrl,
      BENCH_TENANT: tenant.id,
      BENCH_RUN: runId,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  const explain = () => `The ${name} server of the benchmark ended: ${said}`
  const ask = async <T>(what: string): Promise<T> => {
    const answer = message<Record<string, T>>(child, what, explain)
    child.send(what)
    return (await answer)[what] as T
  }
  const { url } = await message<{ url: string }>(child, 'url', explain)
  return {
    url,
    memory: () => ask('memory'),
    cpuMicros: () => ask('cpuMicros'),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
    },
  }
}
