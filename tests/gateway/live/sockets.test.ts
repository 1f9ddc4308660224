import { once } from 'node:events'
import { request } from 'node:http'
import { createConnection, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import type { LiveLimits } from '../../../gateway/live/live-limits.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, type LiveOptions, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
const open: (LiveClient | RunningServer)[] = []

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
afterAll(() => server?.close())

const recordChanged =
  'subscription ($after: Long) { recordChanged(after: $after) { position eventType type id } }'
const create =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }'
const acme = { input: { kind: 'COMPANY', name: 'Acme' } }

async function connect(options: LiveOptions = {}, url = server.url): Promise<LiveClient> {
  const client = await LiveClient.open(url, options)
  open.push(client)
  return client
}

/** A TCP connection that became a WebSocket. */
async function upgraded(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = createConnection(Number(port), hostname)
  socket.write(
    `GET /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
      'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
      'sec-websocket-protocol: graphql-transport-ws\r\n\r\n',
  )
  await once(socket, 'data')
  return socket
}

async function startedWith(live: Partial<LiveLimits>): Promise<RunningServer> {
  const { appUrl, ownerUrl } = server.database
  const clock = testClock()
  const log = createLog('silent')
  const options = { appUrl, ownerUrl, port: 0, clock, log, migrates: false, works: false, live }
  const started = await startServer(options)
  // Before the sockets in the order of opening, so that they are closed first.
  open.push(started)
  return started
}

const token = (url = server.url, role = 'owner') => tokenOf(url, business, role)

async function cookieOf(role: string): Promise<string> {
  const email = [...business.memberships.keys()].find((one) => one.startsWith(role))
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation { signIn(input: { email: "${email}", password: "correct horse battery", cookie: true }) { userErrors { code } } }`,
    }),
  })
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

describe('who a socket belongs to', () => {
  it('is a stranger without a session: operations get UNAUTHENTICATED and no look at the schema', async () => {
    const client = await connect()
    for (const query of [recordChanged, '{ customers { totalCount } }']) {
      const answer = await client.ask(query)
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
      expect(answer.extensions.requestId).toMatch(/^req_/)
    }
    await expect(client.ask('{ __schema { __typename } }')).rejects.toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^req_/) } }],
    })
    await expect(client.ask('{ castomers { totalCount } }')).rejects.toMatchObject({
      errors: [{ message: expect.not.stringContaining('Did you mean') }],
    })
  })

  it('is the one of the cookie, for pages of our own address', async () => {
    const headers = { cookie: await cookieOf('manager'), origin: server.url }
    const client = await connect({ headers })
    expect((await client.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'MANAGER' } })
  })

  it('is refused when the page of another site brings the cookie, and let in as a stranger without it', async () => {
    const cookie = await cookieOf('manager')
    for (const origin of ['https://evil.example', 'null', server.url.replace('127.0.0.1', 'localhost')]) {
      await expect(LiveClient.open(server.url, { headers: { cookie, origin } })).rejects.toThrow('403')
    }
    const client = await connect({ headers: { origin: 'https://partner.example' }, token: await token() })
    expect((await client.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'OWNER' } })
  })

  it('is refused with a token that is not valid', async () => {
    const client = await connect({ init: null })
    client.send({ type: 'connection_init', payload: { authorization: 'Bearer lon_nothing' } })
    expect((await client.closed).code).toBe(4403)
  })

  it('ends with the session: signing out closes its sockets with 4403 and leaves those of others', async () => {
    const mine = await token()
    const gone = await connect({ token: mine })
    const stays = await connect({ token: await token() })
    const changes = gone.run(recordChanged)
    await gone.ask('{ viewer { id } }')
    await graphqlClient(server.url, mine)('mutation { signOut { signedOut } }')
    expect((await gone.closed).code).toBe(4403)
    // What was told before the end is still there.
    const toTheEnd = async () => {
      for (;;) await changes.next()
    }
    await expect(toTheEnd()).rejects.toThrow()
    expect((await stays.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'OWNER' } })
  })

  it('answers a sign-out over the socket itself before it closes it', async () => {
    const client = await connect({ token: await token() })
    const answer = await client.ask('mutation { signOut { signedOut userErrors { code } } }')
    expect(answer.data).toEqual({ signOut: { signedOut: true, userErrors: [] } })
    expect((await client.closed).code).toBe(4403)
  })

  it('ends when the session is revoked elsewhere, although nothing happens on the socket', async () => {
    const quick = await startedWith({ pingMs: 50, recheckMs: 50 })
    const client = await connect({ token: await token(quick.url) }, quick.url)
    await withClient(server.database.ownerUrl, (owner) =>
      owner.query('update sessions set revoked_at = now()'),
    )
    expect((await client.closed).code).toBe(4403)
    business = await testBusiness(server)
  })

  it('ends with another schema: the sockets of a tenant whose blueprints changed connect again', async () => {
    const quick = await startedWith({ pingMs: 50, recheckMs: 50 })
    const client = await connect({ token: await token(quick.url) }, quick.url)
    const use = (blueprint: string) =>
      withClient(server.database.ownerUrl, (owner) =>
        owner.query('update tenant_blueprints set blueprint = $2 where tenant_id = $1', [
          business.tenantId,
          blueprint,
        ]),
      )
    await use('none-that-is-installed')
    expect((await client.closed).code).toBe(1012)
    await use('generic')
  })
})

describe('operations over a socket', () => {
  it('are queries and mutations with the answers that HTTP gives', async () => {
    const client = await connect({ token: await token() })
    const written = await client.ask(create, acme)
    expect(written.data.createCustomer).toMatchObject({
      customer: { id: expect.stringMatching(/^cus_/) },
      userErrors: [],
    })
    const read = await client.ask('query ($id: ID!) { customer(id: $id) { name } }', {
      id: written.data.createCustomer.customer.id,
    })
    expect(read).toEqual({
      data: { customer: { name: 'Acme' } },
      extensions: {
        requestId: expect.stringMatching(/^req_/),
        position: expect.stringMatching(/^\d+$/),
        cost: { requested: 11, actual: 11, bucket: expect.anything() },
      },
    })
  })

  it.each([
    ['a document that is not GraphQL', '{ viewer {', {}],
    ['a field that does not exist', '{ castomers { totalCount } }', {}],
    [
      'a variable of another type',
      'query ($first: Int) { customers(first: $first) { totalCount } }',
      { first: 'x' },
    ],
    ['a document with too many fields', `{ ${'viewer { id } '.repeat(40)} }`, {}],
    ['two operations without a name', 'query A { viewer { id } } query B { viewer { id } }', {}],
  ])(
    'answer %s with BAD_USER_INPUT and a request id, and the socket goes on',
    async (_what, query, variables) => {
      const client = await connect({ token: await token() })
      await expect(client.ask(query, variables)).rejects.toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^req_/) } }],
      })
      expect((await client.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'OWNER' } })
    },
  )

  it('are not answered over HTTP when they are subscriptions', async () => {
    const answer = await business.owner('subscription { recordChanged { id } }')
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('WebSocket'),
      extensions: { code: 'BAD_USER_INPUT' },
    })
    const stranger = await graphqlClient(server.url)('subscription { recordChanged { id } }')
    expect(stranger.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('stop when the client says so, and their place can be taken again', async () => {
    const small = await startedWith({ maxOperations: 2 })
    const client = await connect({ token: await token(small.url) }, small.url)
    const first = client.run(recordChanged)
    client.run(recordChanged)
    await expect(client.ask('{ viewer { id } }')).rejects.toMatchObject({
      errors: [{ extensions: { code: 'THROTTLED' } }],
    })
    first.stop()
    expect((await client.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'OWNER' } })
  })
})

describe('what a socket may take', () => {
  it('is closed with 4408 when nobody says connection_init, and with 4429 when it is said twice', async () => {
    const quick = await startedWith({ initMs: 20 })
    expect((await (await connect({ init: null }, quick.url)).closed).code).toBe(4408)
    const twice = await connect()
    twice.send({ type: 'connection_init' })
    expect((await twice.closed).code).toBe(4429)
  })

  it.each([
    [
      'an operation before connection_init',
      { type: 'subscribe', id: '1', payload: { query: '{ viewer { id } }' } },
      4401,
    ],
    ['what is no JSON', 'hello', 4400],
    ['an unknown message', { type: 'shout' }, 4400],
    [
      'a message of 10,000 brackets',
      `{ "type": "ping", "payload": { "a": ${'['.repeat(10_000)}${']'.repeat(10_000)} } }`,
      4400,
    ],
    ['a message of more than 64 KiB', { type: 'ping', payload: { text: 'x'.repeat(65_536) } }, 1009],
  ])('is closed after %s', async (_what, message, code) => {
    const client = await connect({ init: null })
    client.send(message)
    expect((await client.closed).code).toBe(code)
  })

  it('is not read to the end of a message that is too large', async () => {
    const megabytes = 64
    const socket = await upgraded(server.url)
    // Resets the connection when it closes: it has not read what it was sent.
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    // A text of so many bytes, masked with nothing.
    const head = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    head.writeBigUInt64BE(BigInt(megabytes) << 20n, 2)
    socket.write(head)
    let taken = 0
    for (let sent = 0; sent < megabytes; sent += 1) {
      socket.write(Buffer.alloc(1 << 20, 0x20), (error) => {
        if (!error) taken += 1
      })
    }
    await closed
    // What the system's buffers took is among it.
    expect(taken).toBeLessThan(megabytes / 2)
  })

  it('is closed with 4406 when it speaks another protocol', async () => {
    const client = await connect({ protocol: [], init: null })
    expect((await client.closed).code).toBe(4406)
    await expect(LiveClient.open(server.url, { protocol: 'graphql-ws' })).rejects.toThrow('subprotocol')
  })

  it('is answered with 404 at any other address', async () => {
    const status = await new Promise((resolve) => {
      const headers = { connection: 'upgrade', upgrade: 'websocket' }
      request(`${server.url}/elsewhere`, { headers }, (response) => resolve(response.statusCode)).end()
    })
    expect(status).toBe(404)
  })

  it('is one of twenty for a person, as the limit is set here: three', async () => {
    const small = await startedWith({ maxSocketsPerUser: 3 })
    const mine = await token(small.url)
    const first = await connect({ token: mine }, small.url)
    for (const _ of [2, 3]) await connect({ token: mine }, small.url)
    await expect(LiveClient.open(small.url, { token: mine })).rejects.toThrow('1013')
    await first.kill()
    const again = await connect({ token: mine }, small.url)
    expect((await again.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'OWNER' } })
  })

  it('is cut when it does not read what it asked for', async () => {
    // One socket at a time tells when the first is gone: a client that does not read hears nothing of its end.
    const limits = { maxBufferedBytes: 64 * 1024, slowMs: 100, maxOperations: 400, maxSocketsPerUser: 1 }
    const impatient = await startedWith(limits)
    const mine = await token(impatient.url)
    const client = await connect({ token: mine }, impatient.url)
    const much =
      '{ __schema { types { name description fields { name description args { name description } } } } }'
    const { length } = JSON.stringify(await client.ask(much))
    client.socket.pause()
    // More than what the two ends of a connection keep for it.
    for (let sent = 0; sent < 32 * 1024 * 1024; sent += length) client.run(much)
    await vi.waitFor(async () => (await LiveClient.open(impatient.url, { token: mine })).close(), 80_000)
    client.socket.resume()
    expect([1006, 1013]).toContain((await client.closed).code)
    // Answering so much takes as long as the machine lets it.
  }, 90_000)

  it('hears 1001 when the server leaves', async () => {
    const leaving = await startedWith({})
    const client = await connect({ token: await token(leaving.url) }, leaving.url)
    await leaving.close()
    expect((await client.closed).code).toBe(1001)
  })
})
