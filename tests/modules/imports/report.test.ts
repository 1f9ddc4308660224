import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import {
  exportBytes,
  type ImportingBusiness,
  imported,
  importingBusiness,
  linesOf,
  type RunRow,
  started,
  uploaded,
} from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let salon: ImportingBusiness
let run: RunRow

beforeAll(async () => {
  server = await startTestServer()
  salon = await importingBusiness(server, 'salon')
  run = await imported(server, salon.owner, 'salon-customers.csv', exportBytes('salon-customers.csv'))
})
afterAll(() => server?.close())

const download = async (id: string, token: string | null, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/imports/${id}/report.csv`, {
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
  })

describe('the report of an import as CSV', () => {
  it('holds every line with its outcome, why, and the cells as they were, formulas made harmless', async () => {
    const response = await download(run.id, await tokenOf(server.url, salon, 'owner'), {
      'accept-language': 'tr',
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${run.id}.csv"`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = bytes.toString('utf8')
    expect(text.slice(1).split('\r\n')[0]).toBe(
      '"Satır";"Sonuç";"Kodlar";"Açıklama";"Müşteri No";"Ad";"Soyad";"Cep Telefonu";"E-posta";"Doğum Tarihi";"Kayıt Tarihi";"SMS İzni";"Not"',
    )
    // A record ends where a line ends outside quotes: after an even number of quotation marks.
    expect(text.split('\r\n').length - 2).toBe(936)
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(text).not.toMatch(/[;\n]"[=@]/)
    expect(text).toMatch(/"Eklendi";"INVALID_EMAIL";"[^"]*""[^"]+"" bir e-posta adresi değil/)
  })

  it('is for those who may see it', async () => {
    expect((await download(run.id, await tokenOf(server.url, salon, 'manager'))).status).toBe(200)
    expect((await download(run.id, await tokenOf(server.url, salon, 'staff'))).status).toBe(403)
    expect((await download(run.id, null)).status).toBe(401)
    const other: TestBusiness = await testBusiness(server)
    const theirs = await tokenOf(server.url, other, 'owner')
    expect((await download(run.id, theirs)).status).toBe(404)
    expect((await download('imp_nothing', theirs)).status).toBe(404)
  })
})

describe('the progress of an import', () => {
  const document = `subscription ($id: ID!) { importProgress(id: $id) { id status doneLines totalLines progress } }`

  it('is told over a subscription, from how it stands to its end', async () => {
    const business = await testBusiness(server)
    const rows = Array.from({ length: 1_600 }, (_, index) => `Kişi ${index};0532${1_000_000 + index}`)
    const uploadId = await uploaded(
      server,
      business.owner,
      'liste.csv',
      `Ad Soyad;Telefon\n${rows.join('\n')}\n`,
    )
    const { importRun } = await started(business.owner, { uploadId })
    const live = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'owner') })
    const progress = live.run<{ importProgress: RunRow }>(document, { id: importRun?.id })
    const seen: RunRow[] = []
    do {
      const { data, errors } = await progress.next()
      expect(errors).toBeUndefined()
      seen.push(data?.importProgress as RunRow)
    } while (seen.at(-1)?.status === 'RUNNING')
    expect(seen.at(-1)).toMatchObject({ id: importRun?.id, status: 'DONE', doneLines: 1_600, progress: 100 })
    const done = seen.map(({ doneLines }) => doneLines)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    const foreign = live.run(document, { id: run.id })
    expect((await foreign.next()).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    await live.close()
  })
})

describe('the lines of an import', () => {
  it('are filtered by outcome and lead to their records', async () => {
    const merged = await linesOf(salon.owner, run.id, { outcome: { eq: 'MERGED' } })
    expect(merged).toHaveLength(run.merged)
    const answer = await salon.owner('query ($id: ID!) { node(id: $id) { ... on Customer { name } } }', {
      id: merged[0]?.recordId,
    })
    expect(answer.data.node.name).toBeTruthy()
    const remarked = await linesOf(salon.owner, run.id, { codes: { contains: 'INVALID_EMAIL' } })
    expect(remarked).toHaveLength(9)
  })
})
