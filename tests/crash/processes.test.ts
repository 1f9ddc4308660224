import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../gateway/database/embedded.ts'
import { bootstrapRoles, type DatabaseUrls, withClient } from '../../gateway/database/roles.ts'
import { createLog } from '../../gateway/log.ts'
import { type RunningServer, startServer } from '../../gateway/server.ts'
import { Balancer } from '../support/balancer.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts'
import { sessionToken } from '../support/graphql-client.ts'

/** How often a gateway is killed; a longer run asks for more with CRASH_KILLS=500. */
const kills = Number(process.env.CRASH_KILLS ?? 2)

let folder: string
let postgres: EmbeddedPostgres
let urls: DatabaseUrls
let home: RunningServer
let business: TestBusiness
let token: string
const processes: GatewayProcess[] = []

// A cluster of its own, with everything on that keeps what was acknowledged.
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lonca-crash-'))
  chmodSync(folder, 0o711)
  postgres = await startEmbeddedPostgres({ dataDir: folder })
  urls = await bootstrapRoles(postgres.superuserUrl, 'lonca', postgres.secrets)
  const { appUrl, ownerUrl } = urls
  home = await startServer({ appUrl, ownerUrl, port: 0, log: createLog('silent') })
  business = await testBusiness({ ...home, database: { ...urls } as never })
  const email = [...business.memberships.keys()].find((one) => one.startsWith('owner')) ?? ''
  token = await sessionToken(home.url, email)
}, 120_000)
afterAll(async () => {
  for (const { child, ended } of processes) {
    child.kill('SIGKILL')
    await ended
  }
  await home?.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function gateway(): Promise<GatewayProcess> {
  const number = processes.length
  const started = await startGatewayProcess({
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATA_DIR: path.join(folder, `node-${number}`),
    DRAIN_SECONDS: '1',
    LOG_LEVEL: 'silent',
  })
  processes.push(started)
  return started
}

interface Reply {
  readonly status: number
  readonly id: string | null
}

/** Books a customer; rejects when the connection fails. */
function write(url: string, agent: Agent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const query = 'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { customer { id } } }'
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        const data = JSON.parse(text).data
        resolve({ status: response.statusCode ?? 0, id: data?.createCustomer?.customer?.id ?? null })
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify({ query }))
  })
}

async function storedCustomers(): Promise<number> {
  const { rows } = await withClient(urls.ownerUrl, (client) =>
    client.query('select count(*)::int as stored from customers where tenant_id = $1', [business.tenantId]),
  )
  return rows[0].stored
}

describe('gateways that are restarted one after the other', () => {
  it('fail no request of those who come through a balancer', async () => {
    const balancer = await Balancer.open()
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    const failures: unknown[] = []
    let answered = 0
    let isLoaded = true
    try {
      let [first, second] = await Promise.all([gateway(), gateway()])
      await balancer.share([first.url, second.url])
      const load = Array.from({ length: 4 }, async () => {
        while (isLoaded) {
          await write(balancer.url, agent).then(
            ({ status, id }) => {
              if (status === 200 && id) answered += 1
              else failures.push(status)
            },
            (error) => failures.push(error),
          )
        }
      })
      const more = () => {
        const from = answered
        return vi.waitFor(() => expect(answered).toBeGreaterThan(from + 20), 20_000)
      }
      await more()
      first.child.kill('SIGTERM')
      expect(await first.ended).toBe(0)
      first = await gateway()
      await balancer.share([first.url, second.url])
      await more()
      second.child.kill('SIGTERM')
      expect(await second.ended).toBe(0)
      await more()
      isLoaded = false
      await Promise.all(load)
      expect(failures).toEqual([])
      expect(await storedCustomers()).toBe(answered)
    } finally {
      isLoaded = false
      agent.destroy()
      await balancer.close()
    }
  }, 120_000)
})

describe('a gateway that is killed in the middle of writing', () => {
  it(
    'has stored everything that it acknowledged',
    async () => {
      const before = await storedCustomers()
      let acknowledged = 0
      for (let round = 0; round < kills; round += 1) {
        const agent = new Agent({ keepAlive: true })
        const killed = await gateway()
        let isAlive = true
        const from = acknowledged
        const load = Array.from({ length: 4 }, async () => {
          while (isAlive) {
            await write(killed.url, agent).then(
              ({ id }) => (acknowledged += id ? 1 : 0),
              () => {
                isAlive = false
              },
            )
          }
        })
        await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(from + 10 + round), 20_000)
        killed.child.kill('SIGKILL')
        await killed.ended
        await Promise.all(load)
        agent.destroy()
      }
      const stored = (await storedCustomers()) - before
      expect(stored).toBeGreaterThanOrEqual(acknowledged)
      // What was on its way when the process died may have arrived; nothing else may.
      expect(stored).toBeLessThanOrEqual(acknowledged + kills * 4)
    },
    60_000 + kills * 20_000,
  )
})

describe('a gateway whose PostgreSQL is restarted under load', () => {
  it('says so while it lasts, stays up, and goes on', async () => {
    const agent = new Agent({ keepAlive: true })
    const replies: Reply[] = []
    let isLoaded = true
    const load = Array.from({ length: 4 }, async () => {
      while (isLoaded) replies.push(await write(home.url, agent))
    })
    const isStored = () => replies.filter(({ id }) => id).length
    await vi.waitFor(() => expect(isStored()).toBeGreaterThan(5), 20_000)
    await postgres.stop()
    await vi.waitFor(() => expect(replies.at(-1)?.status).toBe(503), 20_000)
    expect((await fetch(`${home.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${home.url}/readyz`)).status).toBe(503)
    postgres = await startEmbeddedPostgres({ dataDir: folder })
    const from = isStored()
    await vi.waitFor(() => expect(isStored()).toBeGreaterThan(from + 5), 20_000)
    isLoaded = false
    await Promise.all(load)
    expect((await fetch(`${home.url}/readyz`)).status).toBe(200)
    expect([...new Set(replies.map(({ status }) => status))].sort()).toEqual([200, 503])
    agent.destroy()
  }, 90_000)
})
