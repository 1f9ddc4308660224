import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { decodeId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { runnerOf, settled, started, uploaded } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterAll(() => server?.close())

const lines = 100_000

/** Every tenth row is a person that came before, with a second telephone. */
function largeFile(): Buffer {
  const rows = ['Müşteri No;Ad;Soyad;Cep Telefonu;E-posta;Kayıt Tarihi;SMS İzni;Not']
  for (let index = 0; index < lines; index += 1) {
    const person = index % 10 === 9 ? index - 5 : index
    const phone = `0532${String(1_000_000 + index).slice(-7)}`
    rows.push(
      `${index + 1};Ayşe;Kişi ${person};${phone};kisi${person}@example.com;03.04.2025;Evet;${index % 7 === 0 ? 'VIP' : ''}`,
    )
  }
  return Buffer.from(`${rows.join('\r\n')}\r\n`)
}

describe('an import of 100,000 lines', () => {
  it('grows the process by less than 100 MB and commits at most 500 lines at a time', {
    timeout: 240_000,
  }, async () => {
    const uploadId = await uploaded(server, business.owner, 'large.csv', largeFile())
    collect()
    const before = process.memoryUsage.rss()
    let highest = before
    const commits: number[] = []
    const startedAt = performance.now()
    const { importRun } = await started(business.owner, { uploadId })
    const id = importRun?.id ?? ''
    void runnerOf(server).begin(business.context, decodeId(id)?.uuid ?? '', ({ doneLines }) => {
      commits.push(doneLines)
      highest = Math.max(highest, process.memoryUsage.rss())
    })
    const run = await settled(server, business.owner, id)
    const seconds = (performance.now() - startedAt) / 1000
    const grownMb = (highest - before) / 1024 / 1024
    console.info(`100,000 lines: ${seconds.toFixed(1)} s, ${grownMb.toFixed(0)} MB more at most`)
    expect(run).toMatchObject({
      status: 'DONE',
      totalLines: lines,
      created: 90_000,
      merged: 10_000,
      refused: 0,
    })
    expect(grownMb).toBeLessThan(100)
    commits.forEach((done, index) => {
      expect(done - (commits[index - 1] ?? done - 500)).toBeLessThanOrEqual(500)
    })
    await withClient(server.database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        `select count(*)::int as largest from tenant_event_logs where tenant_id = $1 group by xid order by 1 desc limit 1`,
        [business.tenantId],
      )
      // Five hundred customers with a consent each, their notes, and the progress.
      expect(rows[0].largest).toBeLessThan(1_500)
    })
  })
})

function collect(): void {
  ;(globalThis as { gc?: () => void }).gc?.()
}
