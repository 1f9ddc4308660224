import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { plantCanaries } from '../../support/canary-tenant.ts'
import { testClock } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { type Answer, graphqlClient, testPassword } from '../../support/graphql-client.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

/** What a person could be known by, in one business; none of it may ever be written down. */
const canaries = {
  name: 'Kanarya',
  phone: '5321119988',
  email: 'kanarya@gizli.test',
  note: 'gizli-not-7731',
  password: 'sifre-kanarya-4417',
  token: 'tok_KanaryaToken90210',
}
const secrets = [...Object.values(canaries), 'kanarya', 'gizli', testPassword]

let database: TestDatabase
let server: RunningServer
let business: TestBusiness
let token: string
const written: string[] = []
const answers: Answer[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  const keep = (chunk: unknown) => {
    written.push(String(chunk))
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  server = await startServer({
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('debug', { write: keep }),
    migrates: false,
    works: false,
  })
  business = await testBusiness({ ...server, database })
  token = await tokenOf(server.url, business, 'owner')
})
afterAll(async () => {
  await server?.close()
  vi.restoreAllMocks()
  await database?.close()
})

const { name, phone, email, note, password } = canaries
const person = { kind: 'PERSON', givenName: name, familyName: name, phone: `+90${phone}`, email }
const createCustomer =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { message } } }'

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/graphql?${phone}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  })
}

describe('the log', () => {
  it('says nothing of anybody, at its most talkative, whatever goes well or wrong', async () => {
    const { owner, staff } = business
    const send = async (...[query, variables]: Parameters<typeof owner>) => {
      answers.push(await owner(query, variables))
    }
    await plantCanaries(business, name)
    await send(createCustomer, { input: person })
    await send(createCustomer, { input: { ...person, phone: `0${phone}x`, email: `${email} x` } })
    await send(createCustomer, { input: { ...person, kind: name, [name]: phone } })
    await send(createCustomer, { input: { ...person, familyName: `${name}\u0000` } })
    await send(
      `query ${name}_${phone} { customers(filter: { displayName: { contains: "${name}" } }) { totalCount } }`,
    )
    await send(`{ customers(filter: { phone: { eq: "${phone}" } }) { nodes { ${name} } } }`)
    await send(`{ ${name}_${phone}: customers { totalCount } `)
    await send(`{ node(id: "${canaries.token}") { id } }`)
    await staff(createCustomer, { input: person })
    const stranger = graphqlClient(server.url)
    await stranger('mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }', {
      input: { email, password },
    })
    await graphqlClient(server.url, canaries.token)('{ viewer { id } }')
    for (const body of [`{"query": "${name}`, `["${note}"]`, note.repeat(30_000), '']) await post(body)
    await post(JSON.stringify({ query: '{ viewer { id } }', extensions: { note } }), {
      'x-lonca-client': name,
      cookie: `lonca_session=${canaries.token}`,
    })
    await fetch(`${server.url}/uploads/${canaries.token}/${email}?${phone}`, { method: 'PUT', body: note })
    const socket = await LiveClient.open(server.url, { token })
    await socket.ask(createCustomer, { input: person })
    await socket
      .run(`{ ${name} }`)
      .next()
      .catch(() => undefined)
    await socket
      .run(createCustomer, { input: { [name]: phone } })
      .next()
      .catch(() => undefined)
    await socket.close()

    expect(answers.some((answer) => answer.errors?.[0]?.extensions.code === 'BAD_USER_INPUT')).toBe(true)
    expectNothingTold()
  })

  it('keeps what the database quotes of a row to itself when the unexpected happens', async () => {
    await withClient(database.ownerUrl, (client) =>
      client.query('alter table customers add constraint no_more check (version < 0) not valid'),
    )
    const failed = await business.owner(createCustomer, { input: person })
    expect(failed.errors?.[0]?.extensions.code).toBe('INTERNAL')
    expect(JSON.stringify(failed)).not.toContain(name)
    const { requestId } = failed.extensions
    const lines = written.filter((line) => line.includes(requestId)).map((line) => JSON.parse(line))
    expect(lines).toEqual([
      expect.objectContaining({ msg: 'unexpected failure', code: '23514' }),
      expect.objectContaining({ msg: 'operation', operation: 'createCustomer', codes: ['INTERNAL'] }),
    ])
    expect(lines[0].place).toMatch(/^ {4}at [^\n]+:\d+:\d+/)
    expectNothingTold()
  })

  it('gives each operation a line with what an operator needs', async () => {
    const { extensions } = await business.owner('{ customers { totalCount } }')
    const [line] = written.filter((one) => one.includes(extensions.requestId)).map((one) => JSON.parse(one))
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      msg: 'operation',
      requestId: extensions.requestId,
      transport: 'http',
      kind: 'QUERY',
      operation: 'customers',
      outcome: 'OK',
      status: 200,
      durationMs: expect.any(Number),
      statements: expect.any(Number),
      tenantId: business.tenantId,
      actor: 'user',
      role: 'owner',
    })
    expect(line.statements).toBeGreaterThan(0)
  })
})

function expectNothingTold(): void {
  const text = written.join('\n')
  expect(text).toContain('"operation":"createCustomer"')
  for (const secret of secrets) expect(text, secret).not.toContain(secret)
  expect(text).not.toContain(token)
}
