import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A gateway in a process of its own, as `npm start` runs it. */
export interface GatewayProcess {
  readonly child: ChildProcess
  readonly url: string
  /** Exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
}

/** Starts a gateway on a free port and waits until it serves. Throws what it said when it ends before. */
export async function startGatewayProcess(env: Record<string, string>): Promise<GatewayProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'gateway/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      LONCA_DEMO: '0',
      PANEL_DOCUMENTS: 'any',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const url = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        const found = /Panel +(http:\S+)\//.exec(line)?.[1]
        if (found) resolve(found)
      })
    }
    ended.then((code) => reject(new Error(`It ended with ${code}: ${said.join('\n')}`)))
  })
  return { child, url: await url, ended }
}
