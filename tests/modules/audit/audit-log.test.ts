import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { newId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness
let other: TestBusiness
const clock = testClock()

beforeAll(async () => {
  server = await startTestServer(clock)
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterAll(() => server?.close())

const create = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }`
const fields = 'id type title { en tr } occurredAt actor { kind name } subject { type id } requestId payload'
const page = `query ($first: Int, $after: String, $filter: EventFilter) { auditLog(first: $first, after: $after, filter: $filter) {
  totalCount nodes { ${fields} } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`

async function newCustomer(name: string) {
  const made = await business.manager(create, { input: { kind: 'COMPANY', name } })
  return { id: made.data.createCustomer.customer.id as string, requestId: made.extensions.requestId }
}

describe('the event log', () => {
  it('tells the owner what happened, when, by whom and in which request, in both languages', async () => {
    const { id, requestId } = await newCustomer('Acme')
    const answer = await business.owner(page, { filter: { subjectId: id } })
    expect(answer.errors).toBeUndefined()
    expect(answer.data.auditLog).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } })
    expect(answer.data.auditLog.nodes).toEqual([
      {
        id: expect.stringMatching(/^evt_/),
        type: 'customer.created',
        title: { en: expect.stringMatching(/\w/), tr: expect.stringMatching(/\w/) },
        occurredAt: '2026-11-20T11:20:00.000Z',
        actor: { kind: 'user', name: 'manager' },
        subject: { type: 'Customer', id },
        requestId,
        payload: {},
      },
    ])
  })

  it('lists the newest first, page by page, without losing or repeating an event', async () => {
    for (const minute of [1, 2, 3]) {
      clock.advance(60_000)
      await newCustomer(`Later ${minute}`)
      await newCustomer(`Later ${minute} too`)
    }
    const filter = { types: ['customer.created'] }
    const all = await business.owner(page, { first: 100, filter })
    const { nodes, totalCount } = all.data.auditLog
    expect(totalCount).toBe(nodes.length)
    expect(nodes[0].occurredAt > nodes.at(-1).occurredAt).toBe(true)
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo }: any = (await business.owner(page, { first: 2, after, filter })).data.auditLog
      seen.push(...edges.map((edge: { node: { id: string } }) => edge.node.id))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(seen).toEqual(nodes.map((node: { id: string }) => node.id))
  })

  it('is narrowed by time, from the first moment up to but without the second', async () => {
    const from = clock.now().toISOString()
    clock.advance(60_000)
    const to = clock.now().toISOString()
    await newCustomer('On the edge')
    const answer = await business.owner(page, { filter: { from, to, types: ['customer.created'] } })
    expect(answer.data.auditLog.nodes.map((node: { occurredAt: string }) => node.occurredAt)).toEqual([
      from,
      from,
    ])
  })

  it('belongs to owner and managers; another tenant and staff learn nothing', async () => {
    const { id } = await newCustomer('Private')
    expect((await business.manager(page)).errors).toBeUndefined()
    expect((await business.staff(page)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await other.owner(page, { filter: { subjectId: id } })).data.auditLog).toMatchObject({
      totalCount: 0,
      nodes: [],
    })
  })

  it('does not name an event of a record that is not in the schema of the tenant', async () => {
    await withClient(server.database.ownerUrl, (client) =>
      client.query(
        `insert into tenant_event_logs (tenant_id, id, type, occurred_at, actor_kind, subject_type, subject_id)
         values ($1, $2, 'submarine.created', $3, 'system', 'Submarine', $2)`,
        [business.tenantId, newId(), clock.now()],
      ),
    )
    const answer = await business.owner(page, { first: 100 })
    expect(JSON.stringify(answer)).not.toMatch(/submarine/i)
  })

  it('refuses what is no cursor of it, and a page of more than a hundred', async () => {
    const customers = await business.owner('{ customers(first: 1) { edges { cursor } } }')
    const foreign = customers.data.customers.edges[0].cursor
    for (const variables of [{ after: 'x' }, { after: foreign }, { first: 101 }, { first: -1 }]) {
      const answer = await business.owner(page, variables)
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    }
  })
})
