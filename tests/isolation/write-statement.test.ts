import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Branch } from '../../modules/tenancy/index.ts'
import { newId, recordMeta, type WriteStatement } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const meta = recordMeta(Branch)
const at = '2026-11-20T09:00:00Z'
let server: TestServer
let business: TestBusiness
let other: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterAll(() => server?.close())

/** Makes a branch of a tenant, whoever asks. */
function branchOf(tenantId: string, statement: WriteStatement): string | null {
  const row = { tenant_id: tenantId, id: newId(), version: 1, created_at: at, updated_at: at, name: 'Şube' }
  const columns = Object.keys(row).join(', ')
  const asked = statement.permitted(`select r.* from ${statement.rowOf(meta, row)} r`)
  statement.part('made', `insert into branches (${columns}) select ${columns} from ${asked} returning *`)
  statement.tell('branch.created', { meta, id: row.id }, 'made')
  return statement.message(meta, 'made')
}

async function branches({ context }: TestBusiness): Promise<number> {
  return (await context.read.page(meta, {})).totalCount()
}

describe('a verb that is one statement', () => {
  it('writes rows of the tenant that asks', async () => {
    const before = await branches(business)
    const written = await business.context.writeAtOnce((statement) => branchOf(business.tenantId, statement))
    expect(written?.row).toMatchObject({ name: 'Şube' })
    expect(await branches(business)).toBe(before + 1)
  })

  it('cannot write a row of another tenant: the database refuses all of it', async () => {
    const before = await branches(other)
    const writing = business.context.writeAtOnce((statement) => branchOf(other.tenantId, statement))
    await expect(writing).rejects.toMatchObject({ code: '42501' })
    expect(await branches(other)).toBe(before)
  })

  it('cannot write before its tenant is set', async () => {
    const before = await branches(business)
    const untold: { text: string; values: unknown[] }[] = []
    await business.context.writeAtOnce((statement) => {
      const message = branchOf(business.tenantId, statement) ?? ''
      const text = message.replace("set_config('app.tenant_id', ($1::uuid)::text, true)::uuid", '$1::uuid')
      expect(text).not.toBe(message)
      untold.push({ text, values: statement.values })
      return null
    })
    for (const { text, values } of untold)
      await expect(server.setting.pool.query(text, values)).rejects.toMatchObject({ code: '42501' })
    expect(untold).toHaveLength(1)
    expect(await branches(business)).toBe(before)
  })
})
