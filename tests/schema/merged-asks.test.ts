import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counted } from '../../gateway/telemetry/operation-scope.ts'
import { Department } from '../../modules/tenancy/index.ts'
import { type RequestContext, recordMeta, Statement } from '../../schema/index.ts'
import { testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let context: RequestContext
let tenantId: string
let department: string

beforeAll(async () => {
  server = await startTestServer()
  const business = await testBusiness(server)
  context = business.context
  tenantId = business.tenantId
  department = business.department.id
})
afterAll(() => server.close())

/** Asks for one value, written with a placeholder of its own. */
function askFor(value: unknown, type: string): Promise<unknown> {
  const statement = new Statement(tenantId)
  return context.read.ask(statement, `select ${statement.value(value, type)}`)
}

/** How many statements it took, beside what was answered. */
async function told<T>(operation: () => Promise<T>): Promise<{ answer: T; statements: number }> {
  const tally = { statements: 0 }
  return { answer: await counted(tally, operation), statements: tally.statements }
}

const values: readonly [unknown, string][] = [
  ['9007199254740993', 'bigint'],
  ['12.50', 'numeric'],
  ['2026-03-01T10:20:30.123456Z', 'timestamptz'],
  ['2026-03-01', 'date'],
  [['a', null], 'text[]'],
  ['{"b": 1, "a": [2]}', 'json'],
  ['2', 'text'],
  [null, 'text'],
  [true, 'boolean'],
  [7, 'int'],
]

describe('What is asked in the same round', () => {
  it('goes out as one statement, and each answer is what it is when it is asked for by itself', async () => {
    const alone: unknown[] = []
    for (const [value, type] of values) alone.push(await askFor(value, type))
    const together = await told(() => Promise.all(values.map(([value, type]) => askFor(value, type))))
    expect(together).toEqual({ answer: alone, statements: 1 })
  })

  it('includes what loaders ask a tick later', async () => {
    const found = await told(() =>
      Promise.all([
        askFor(1, 'int'),
        context.read.byId(recordMeta(Department), department),
        Promise.resolve().then(() => context.read.page(recordMeta(Department), {})),
      ]),
    )
    expect(found.answer).toMatchObject([1, { name: 'Ekip' }, { rows: [{ name: 'Ekip' }] }])
    expect(found.statements).toBe(1)
  })

  it('fails by itself when it cannot be carried out', async () => {
    const statement = new Statement(tenantId)
    const broken = () => context.read.ask(statement, 'select no_such_column')
    const { answer, statements } = await told(() =>
      Promise.allSettled([askFor(1, 'int'), broken(), askFor(2, 'int')]),
    )
    expect(answer).toMatchObject([
      { value: 1 },
      { status: 'rejected', reason: { message: expect.stringContaining('no_such_column') } },
      { value: 2 },
    ])
    expect(statements).toBe(4)
  })

  it('is one round only of what is asked before an answer', async () => {
    const { answer, statements } = await told(async () => [await askFor(1, 'int'), await askFor(2, 'int')])
    expect({ answer, statements }).toEqual({ answer: [1, 2], statements: 2 })
  })

  it('is asked in several statements when one cannot hold it', async () => {
    const many = Array.from({ length: 1201 }, (_, number) => number)
    const { answer, statements } = await told(() => Promise.all(many.map((one) => askFor(one, 'int'))))
    expect(answer).toEqual(many)
    expect(statements).toBe(3)
  })

  it('is of one tenant', () => {
    const [one, other] = [new Statement(tenantId), new Statement('00000000-0000-7000-8000-000000000000')]
    expect(() => one.adopted(other, 'select 1')).toThrow('one tenant')
  })
})
