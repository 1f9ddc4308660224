import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../../../gateway/project-root.ts'
import type { BenchDatabase } from '../data/cluster.ts'
import type { ServerName } from '../words/words.ts'
import type { ServerUsage } from './served.ts'

const files: Readonly<{ [name in ServerName]: string }> = {
  product: 'product.ts',
  limit: 'limit/server.ts',
  postgraphile: 'postgraphile/server.ts',
  obvious: 'obvious/server.ts',
}

/** How each server's connections call themselves; the product's relay has a name of its own. */
const applicationNames: Readonly<{ [name in ServerName]: string }> = {
  product: 'lonca%',
  limit: 'bench-limit',
  postgraphile: 'bench-postgraphile',
  obvious: 'bench-obvious',
}

/** A server of the benchmark in a process of its own. */
export interface ServerProcess {
  readonly name: ServerName
  readonly url: string
  readonly database: BenchDatabase
  /** A pattern of `like` for the names of its connections. */
  readonly applicationName: string
  usage(): Promise<ServerUsage>
  close(): Promise<void>
}

/** Starts one of the servers over a database; `appUrl` leads it through a proxy where its messages are counted. */
export async function startServerProcess(
  name: ServerName,
  database: BenchDatabase,
  appUrl = database.appUrl,
): Promise<ServerProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lonca-bench-'))
  const tenants = path.join(folder, 'tenants.json')
  writeFileSync(tenants, JSON.stringify(database.tenants))
  // Into a file, as an operator keeps it: nobody has to read along.
  const said = path.join(folder, 'said')
  const root = projectRoot()
  const child = fork(fileURLToPath(new URL(files[name], import.meta.url)), {
    cwd: root,
    execArgv: [
      ...(name === 'obvious' ? ['--import', 'tsx'] : ['--disable-warning=ExperimentalWarning']),
      ...profiled(),
    ],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      BENCH_APP_URL: appUrl,
      BENCH_OWNER_URL: database.ownerUrl,
      BENCH_TENANTS: tenants,
      // Decorators of the benchmark's own files; the root's settings leave them out.
      ...(name === 'obvious' && { TSX_TSCONFIG_PATH: path.join(root, 'tests', 'bench', 'tsconfig.json') }),
    },
    stdio: ['ignore', 'ignore', openSync(said, 'w'), 'ipc'],
  })
  const lastSaid = () => readFileSync(said, 'utf8').slice(-4_000)
  const { url } = await message<{ url: string }>(child, 'url', () => `${name} did not start: ${lastSaid()}`)
  return {
    name,
    url,
    database,
    applicationName: applicationNames[name],
    usage: async () => {
      const answer = message<{ usage: ServerUsage }>(child, 'usage', () => `${name} ended: ${lastSaid()}`)
      child.send('usage')
      return (await answer).usage
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.disconnect()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** With BENCH_PROFILE set to a folder, every server leaves a CPU profile there when it ends. */
function profiled(): string[] {
  const folder = process.env.BENCH_PROFILE
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(folder)}`] : []
}

/** The next message of a child that has `key`; rejects with what `explain` says when it ends before. */
export function message<T>(child: ChildProcess, key: string, explain: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const hear = (heard: unknown) => {
      if (typeof heard !== 'object' || heard === null || !(key in heard)) return
      stop()
      resolve(heard as T)
    }
    const fail = () => {
      stop()
      reject(new Error(explain()))
    }
    const stop = () => {
      child.off('message', hear)
      child.off('close', fail)
    }
    child.on('message', hear)
    child.once('close', fail)
  })
}
