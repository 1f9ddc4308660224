import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '../../../gateway/database/embedded.ts'
import { bootstrapRoles } from '../../../gateway/database/roles.ts'
import { type GatewayProcess, startGatewayProcess } from '../../support/gateway-process.ts'

/** A PostgreSQL of the proof's own with the businesses of the demo, and gateways before it as `npm start` runs them. */
export interface Stage {
  /** A gateway in a fresh process; the one before it is ended. */
  freshGateway(): Promise<GatewayProcess>
  close(): Promise<void>
}

/** Takes about half a minute, most of it for the demo. */
export async function setStage(env: Record<string, string> = {}): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lonca-proof-'))
  const postgres = await startEmbeddedPostgres({ dataDir: folder })
  let gateway: GatewayProcess | null = null
  const end = async () => {
    gateway?.child.kill('SIGTERM')
    await gateway?.ended
    gateway = null
  }
  const close = async () => {
    await end()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { appUrl, ownerUrl } = await bootstrapRoles(postgres.superuserUrl, 'proof', postgres.secrets)
    const settings = {
      DATABASE_URL: appUrl,
      DATABASE_OWNER_URL: ownerUrl,
      DATA_DIR: path.join(folder, 'gateway'),
      LONCA_DEMO: '1',
      LOG_LEVEL: 'silent',
      DRAIN_SECONDS: '0',
      ...env,
    }
    const freshGateway = async () => {
      await end()
      gateway = await startGatewayProcess(settings)
      return gateway
    }
    await freshGateway()
    return { freshGateway, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Memory of a process that is in RAM, in megabytes. */
export function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

/** Milliseconds that the first thread of a process has computed so far; NaN where the system does not tell. */
export function computedMs(pid: number): number {
  const file = `/proc/${pid}/task/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : Number.NaN
}
