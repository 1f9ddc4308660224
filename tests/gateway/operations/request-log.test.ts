import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { keptDays, operations } from '../../../modules/operations/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testNow } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let other: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterAll(() => server?.close())

const afterNow = new Date(testNow.getTime() + 1).toISOString()

const requestLog = `query ($filter: LoggedRequestFilter) {
  requestLog(filter: $filter) {
    nodes { requestId operation kind outcome codes status durationMs statements member { name } }
  }
}`

async function logged(filter: object = {}, send = business.owner) {
  await server.telemetry.requestLog.flush()
  const { data, errors } = await send(requestLog, { filter })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.requestLog.nodes
}

describe('the request log', () => {
  it('keeps a refused call with its codes, and finds it by request, operation and code', async () => {
    const refused = await business.manager(
      'mutation { createCustomer(input: { kind: PERSON }) { userErrors { code } } }',
    )
    const { requestId } = refused.extensions
    const [code] = refused.data.createCustomer.userErrors.map((one: { code: string }) => one.code)
    const expected = {
      requestId,
      operation: 'createCustomer',
      kind: 'MUTATION',
      outcome: 'REFUSED',
      codes: [code],
      status: 200,
      member: { name: 'manager' },
    }
    expect(await logged({ requestId: { eq: requestId } })).toEqual([expect.objectContaining(expected)])
    expect(await logged({ operation: { eq: 'createCustomer' } })).toContainEqual(
      expect.objectContaining(expected),
    )
    expect(await logged({ codes: { contains: code } })).toContainEqual(expect.objectContaining(expected))
    expect(await logged({ codes: { contains: 'SLOT_TAKEN' } })).toEqual([])
    expect(await logged({ occurredAt: { gte: afterNow } })).toEqual([])
  })

  it('keeps what is refused by role, what is not understood, and what fails over a WebSocket', async () => {
    const forbidden = await business.staff('{ importRuns { totalCount } }')
    const garbled = await business.staff('{ thisIsNoField_905321112233 }')
    const socket = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'staff') })
    const live = await socket.ask('{ requestLog { totalCount } }')
    await socket.close()
    const found = (requestId: unknown) => logged({ requestId: { eq: requestId } })
    expect(await found(forbidden.extensions.requestId)).toMatchObject([
      { operation: 'importRuns', kind: 'QUERY', outcome: 'FAILED', codes: ['FORBIDDEN'] },
    ])
    expect(await found(garbled.extensions.requestId)).toMatchObject([
      { operation: '', kind: 'UNKNOWN', outcome: 'FAILED', codes: ['BAD_USER_INPUT'], status: 400 },
    ])
    expect(await found(live.extensions.requestId)).toMatchObject([
      { operation: 'requestLog', outcome: 'FAILED', codes: ['FORBIDDEN'], status: null },
    ])
  })

  it('leaves out what goes well, counts statements, and belongs to one business', async () => {
    const fine = await business.owner('{ customers { totalCount } }')
    const failed = await business.staff('{ importRuns { totalCount } }')
    expect(await logged({ requestId: { eq: fine.extensions.requestId } })).toEqual([])
    expect(await logged({ requestId: { eq: failed.extensions.requestId } }, other.owner)).toEqual([])
    await other.owner('mutation { createCustomer(input: { kind: PERSON }) { userErrors { code } } }')
    const [row] = await logged({}, other.owner)
    expect(row.statements).toBeGreaterThan(0)
  })

  it('drops rows of a business that fails without pause, and says how many', async () => {
    const failed = await other.staff('{ importRuns { totalCount } }')
    await server.telemetry.requestLog.flush()
    const principal = other.context.principal
    for (let count = 0; count < 250; count += 1) {
      server.telemetry.requestLog.add({
        requestId: failed.extensions.requestId,
        transport: 'http',
        kind: 'QUERY',
        operation: 'flood',
        outcome: 'FAILED',
        codes: ['FORBIDDEN'],
        status: 200,
        durationMs: 1,
        statements: 0,
        principal,
      })
    }
    await server.telemetry.requestLog.flush()
    const { data } = await other.owner(
      '{ requestLog(filter: { operation: { eq: "flood" } }) { totalCount } }',
    )
    expect(data.requestLog.totalCount).toBe(200)
    expect(await server.telemetry.metricsText()).toContain('lonca_request_log_dropped_total 50')
  })

  it('is tidied each night: what is older than two weeks goes', async () => {
    const [job] = operations.jobs ?? []
    const days = (count: number) => new Date(testNow.getTime() - count * 24 * 3_600_000)
    await withClient(server.database.ownerUrl, async (client) => {
      for (const [operation, at] of [
        ['old', days(keptDays + 1)],
        ['young', days(keptDays - 1)],
      ]) {
        await client.query(
          `insert into request_logs (tenant_id, id, created_at, updated_at, request_id, occurred_at, operation, kind,
             outcome, codes, duration_ms, statements)
           values ($1, gen_random_uuid(), $2, $2, 'req_1', $2, $3, 'QUERY', 'SLOW', '{}', 1200, 1)`,
          [business.tenantId, at, operation],
        )
      }
    })
    await job?.run(
      business.context,
      {},
      { jobId: '0', attempt: 1, signal: new AbortController().signal, doneWith: async () => undefined },
    )
    const left = await logged({ requestId: { eq: 'req_1' } })
    expect(left.map((row: { operation: string }) => row.operation)).toEqual(['young'])
  })
})
