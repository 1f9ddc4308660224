import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { message } from '../servers/server-process.ts'
import type { Subscribed } from './told.ts'

/** Many sockets that listen to the same, in a process of their own. */
export interface Crowd {
  /** When the last of them had the next event, as process.hrtime.bigint() tells. To be asked before it happens. */
  heard(): Promise<bigint>
  close(): Promise<void>
}

/** Opens sockets that subscribe, and waits until they have. */
export async function openCrowd(
  url: string,
  token: string,
  size: number,
  subscribed: Subscribed,
): Promise<Crowd> {
  const told = [url, token, String(size), JSON.stringify(subscribed)]
  const child = fork(fileURLToPath(new URL('clients.ts', import.meta.url)), told, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const explain = () => 'The clients of the benchmark ended.'
  await message(child, 'open', explain)
  return {
    heard: async () => BigInt((await message<{ heard: string }>(child, 'heard', explain)).heard),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
    },
  }
}
