import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { newId } from '../../../../schema/ids.ts'
import type { BenchTenant } from '../../data/bench-tenant.ts'
import { anchor } from '../../data/size.ts'
import { type Asked, typed } from '../../queries.ts'
import { bearerOf, poolSize, serve } from '../served.ts'
import { prepareBooking, readStatements } from './statements.ts'

/** What a person would write for these five requests alone: http, pg, and nothing between them. */
await serve(async ({ appUrl, tenantOf }) => {
  const pool = new pg.Pool({ connectionString: appUrl, max: poolSize, application_name: 'bench-limit' })
  pool.on('connect', (client) => void client.query(prepareBooking))
  const began = performance.now()
  const now = () => new Date(anchor.getTime() + performance.now() - began).toISOString()

  async function answerOf(asked: Asked, tenant: BenchTenant): Promise<string> {
    if (asked.query === 'q5') return book(asked, tenant)
    const { rows } = await pool.query({
      name: asked.query,
      text: readStatements[asked.query],
      values: [tenant.id, ...valuesOf(asked)],
    })
    return `{"data":${rows[0].answer}}`
  }

  async function book(asked: Asked & { query: 'q5' }, tenant: BenchTenant): Promise<string> {
    const { customerId, serviceId, staffId, startsAt } = asked
    const payload = {
      status: 'BOOKED',
      source: 'PANEL',
      customerId: typed('cus', customerId),
      serviceId: typed('svc', serviceId),
      staffId: typed('stf', staffId),
      resourceIds: [],
    }
    const values = [
      tenant.id, newId(), customerId, serviceId, staffId, startsAt, now(), newId(), newId(), tenant.userId,
      `req_${randomUUID()}`, JSON.stringify(payload),
    ] // biome-ignore format: one glance
    const results = (await pool.query(
      `select set_config('app.tenant_id', '${tenant.id}', true); ` +
        `execute book(${values.map((value) => pg.escapeLiteral(value)).join(', ')})`,
    )) as unknown as pg.QueryResult[]
    return `{"data":${results[1]?.rows[0]?.answer ?? null}}`
  }

  async function handle(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const tenant = tenantOf.get(bearerOf(request.headers.authorization))
    if (!tenant) return void response.writeHead(401).end()
    const text = await answerOf(JSON.parse(body) as Asked, tenant)
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text)
  }

  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      handle(request, response, body).catch((error: Error) =>
        response.writeHead(500).end(JSON.stringify({ errors: [{ message: error.message }] })),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
})

function valuesOf(asked: Asked): string[] {
  switch (asked.query) {
    case 'q1':
      return [asked.id]
    case 'q3':
    case 'q4':
      return [asked.from, asked.to]
    default:
      return []
  }
}
