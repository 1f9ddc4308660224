import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servePanelFiles } from '../../gateway/panel-files.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lonca-panel-'))
let app: FastifyInstance
let url: string
const browser = { accept: 'text/html,application/xhtml+xml' }

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'))
  mkdirSync(path.join(folder, 'graphiql'))
  writeFileSync(path.join(folder, 'index.html'), '<title>Panel</title>')
  writeFileSync(path.join(folder, 'graphiql', 'index.html'), '<title>Query page</title>')
  writeFileSync(path.join(folder, 'assets', 'panel-a1b2c3.js'), 'panel()')
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg/>')
  app = fastify()
  await servePanelFiles(app, folder)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the files of the panel', () => {
  it.each(['/', '/calendar', '/customers/cus_01j9x', '/today?welcome'])(
    'open the panel at %s',
    async (address) => {
      const response = await fetch(`${url}${address}`, { headers: browser })
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('Panel')
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

  it.each(['/graphiql', '/graphiql/'])('open the query page at %s', async (address) => {
    const response = await fetch(`${url}${address}`, { headers: browser })
    expect(await response.text()).toContain('Query page')
    expect(response.headers.get('content-security-policy')).toContain("worker-src 'self' blob:")
  })

  it('are kept for good when their name carries a hash, and asked for again when it does not', async () => {
    const hashed = await fetch(`${url}/assets/panel-a1b2c3.js`)
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const plain = await fetch(`${url}/favicon.svg`)
    expect(plain.headers.get('cache-control')).toBe('no-cache')
    // Not fetch: it asks past every cache as soon as a test names an entity tag.
    const known = { 'if-none-match': plain.headers.get('etag') ?? '' }
    expect((await app.inject({ url: '/favicon.svg', headers: known })).statusCode).toBe(304)
  })

  it('come from us alone, cannot be framed and are not guessed at', async () => {
    const { headers } = await fetch(`${url}/`)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe-eval|script-src|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['/graphql/nothing', browser],
    ['/api/customers', browser],
    ['/uploads/x', browser],
    ['/assets/gone-ffffff.js', browser],
    ['/missing.png', browser],
    ['/calendar', { accept: 'application/json' }],
    ['/../package.json', browser],
    ['/%2e%2e/package.json', browser],
  ])('are not served instead of what is not there: %s', async (address, headers) => {
    const response = await fetch(`${url}${address}`, { headers })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(await response.text()).not.toMatch(/Panel|lonca"/)
  })

  it('say how they are built when they are not', async () => {
    const empty = fastify()
    await servePanelFiles(empty, path.join(folder, 'nothing'))
    const answer = await empty.inject({ url: '/calendar', headers: browser })
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toContain('npm run build')
    await empty.close()
  })
})

describe('an unknown address of the gateway', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server?.close())

  it('is answered with 404 and JSON that carries the request id', async () => {
    const response = await fetch(`${server.url}/graphq`, { method: 'POST' })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringContaining('/graphql'), extensions: { code: 'NOT_FOUND' } }],
      extensions: { requestId: expect.stringMatching(/^req_/) },
    })
  })
})
