import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PreparedStatements } from '../../../gateway/reads/prepared.ts'
import { encodeId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type Send, sessionToken } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let salon: TestBusiness

beforeAll(async () => {
  server = await startTestServer(undefined, { compile: true })
  salon = await testBusiness(server, 'hair-salon')
})
afterAll(() => server?.close())

async function tokenOf(person: Send): Promise<string> {
  const { data } = await person('{ viewer { user { email } } }')
  return sessionToken(server.url, data.viewer.user.email)
}

async function counted(name: string): Promise<number> {
  const text = await server.telemetry.metricsText()
  return Number(new RegExp(`^lonca_${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
}

const compiled = 'reads_total{path="compiled"}'.replace(/[{}]/g, '\\$&')

it('answers a query over records with one statement, again for other values of its variables', async () => {
  const before = await counted(compiled)
  for (const name of ['Ada', 'Bora']) {
    const { data } = await salon.owner(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { name } userErrors { code field } } }',
      { input: { givenName: name, familyName: 'Deneme', phone: '+905321112233' } },
    )
    expect(data.createCustomer).toMatchObject({ customer: { name: `${name} Deneme` }, userErrors: [] })
    const found = await salon.owner(
      'query ($text: String!) { customers(filter: { name: { contains: $text } }) { totalCount nodes { name } } }',
      { text: name },
    )
    expect(found.data).toEqual({ customers: { totalCount: 1, nodes: [{ name: `${name} Deneme` }] } })
  }
  expect((await counted(compiled)) - before).toBe(2)
})

it('answers what was promised and is hidden as graphql-js would, and counts the statement that gave up', async () => {
  const owner = new pg.Client(server.database.superuserUrl)
  await owner.connect()
  try {
    const query = '{ staffMembers { nodes { name branch { name } } } }'
    expect((await salon.owner(query)).errors).toBeUndefined()
    await owner.query('create policy hidden on branches as restrictive for select to lonca_app using (false)')
    const before = await counted('read_plans_failed_total')
    const { data, errors } = await salon.owner(query)
    expect(data).toBeNull()
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['staffMembers', 'nodes', 0, 'branch'], 'INTERNAL'],
    ])
    expect(await counted('read_plans_failed_total')).toBe(before + 1)
  } finally {
    await owner.query('drop policy if exists hidden on branches')
    await owner.end()
  }
})

it('says how a query is read to those who may see the request log, and to nobody else', async () => {
  const ask = async (token: string, query: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, extensions: { explain: true } }),
    })
    return response.json() as Promise<any>
  }
  const query = '{ customers(first: 1) { nodes { name } } }'
  const owner = await ask(await tokenOf(salon.owner), query)
  expect(owner.data.customers.nodes).toHaveLength(1)
  expect(owner.extensions.plan).toMatchObject({ path: 'compiled', plan: [{ Plan: {} }] })
  expect(owner.extensions.plan.sql).toContain('from customers')
  const executed = await ask(await tokenOf(salon.owner), '{ unreadNotifications }')
  expect(executed.extensions.plan).toEqual({
    path: 'executed',
    reason: 'Query.unreadNotifications is written by hand.',
  })
  const staff = await ask(await tokenOf(salon.staff), query)
  expect(staff.data).toBeNull()
  expect(staff.errors[0].extensions.code).toBe('FORBIDDEN')
  const unasked = await salon.owner(query)
  expect(unasked.extensions).not.toHaveProperty('plan')
})

it('keeps no more statements ready than a connection should hold, and makes those again that were lost', async () => {
  const pool = new pg.Pool({ connectionString: server.database.appUrl, max: 1 })
  try {
    const statements = new PreparedStatements(pool, { max: 2 })
    for (const number of [1, 2, 3, 1]) {
      expect(await statements.send(`try_${number}`, `select ${number} + $1::int`, [1])).toBe(number + 1)
    }
    const { rows } = await pool.query('select name from pg_prepared_statements order by name')
    expect(rows).toEqual([{ name: 'try_1' }, { name: 'try_3' }])
    await pool.query('deallocate all')
    expect(await statements.send('try_3', 'select 3 + $1::int', [1])).toBe(4)
  } finally {
    await pool.end()
  }
})

it('finds a record of another kind, of another business or of none by no id', async () => {
  const other = await testBusiness(server, 'hair-salon')
  const branch = encodeId('bra', other.branch.id)
  const query =
    'query ($id: ID!) { customer(id: $id) { id } node(id: $id) { id } nodes(ids: [$id, "x"]) { id } }'
  for (const id of [branch, 'cus_00000000000000000000000000', 'nonsense']) {
    expect((await salon.owner(query, { id })).data).toEqual({
      customer: null,
      node: null,
      nodes: [null, null],
    })
  }
})
