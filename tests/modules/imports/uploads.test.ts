import { createHmac } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type TestClock, testClock } from '../../support/clock.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { started, uploaded, uploadPlace } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let clock: TestClock
let server: TestServer
let business: TestBusiness
let other: TestBusiness

beforeAll(async () => {
  clock = testClock()
  server = await startTestServer(clock)
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterAll(() => server?.close())

const file = Buffer.from('Ad;Soyad\r\nAyşe;Yılmaz\r\n')
const put = (url: string, body: Buffer | string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${url}`, { method: 'PUT', body: body as string, headers })
const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
  return [response.status, errors[0]?.extensions.code]
}
const create = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id } userErrors { code field } } }`
const preview = `mutation ($input: PreviewImportInput!) { previewImport(input: $input) { preview { kind } userErrors { code field message } } }`

describe('an upload', () => {
  it('goes to a signed address without a session, and can then be previewed', async () => {
    const place = await uploadPlace(business.owner, 'C:\\Dışa aktarım\\müşteriler.csv', file.length)
    expect(place.id).toMatch(/^upl_/)
    expect(place.expiresAt).toBe('2026-11-20T11:35:00.000Z')
    const response = await put(place.url, file, { 'content-type': 'text/csv' })
    expect(response.status).toBe(204)
    const answer = await business.manager(preview, { input: { uploadId: place.id } })
    expect(answer.data.previewImport).toEqual({ preview: { kind: 'customers' }, userErrors: [] })
  })

  it('is refused when the address is changed in any part, or signed with another key', async () => {
    const { url } = await uploadPlace(business.owner, 'a.csv', file.length)
    const address = new URL(url, server.url)
    const changed = (name: string, value: string) => {
      const copy = new URL(address)
      copy.searchParams.set(name, value)
      return copy.pathname + copy.search
    }
    const forged = createHmac('sha256', 'another key').update('anything').digest('base64url')
    for (const wrong of [
      changed('size', String(file.length + 1)),
      changed('expires', String(clock.now().getTime() + 86_400_000)),
      changed('tenant', encodeId('ten', other.tenantId)),
      changed('signature', forged),
      changed('signature', ''),
      url.replace(/upl_\w+/, encodeId('upl', newId())),
      '/uploads/upl_nothing',
      '/uploads/nothing?size=1',
    ])
      expect(await codeOf(await put(wrong, file))).toEqual([403, 'FORBIDDEN'])
    expect((await put(url, file)).status).toBe(204)
  })

  it('is taken once', async () => {
    const { url } = await uploadPlace(business.owner, 'a.csv', file.length)
    const both = await Promise.all([put(url, file), put(url, file)])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await codeOf(await put(url, file))).toEqual([409, 'CONFLICT'])
  })

  it('must have the announced length, and may be sent again after a wrong one', async () => {
    const { url, id } = await uploadPlace(business.owner, 'a.csv', file.length)
    expect(await codeOf(await put(url, file.subarray(1)))).toEqual([400, 'BAD_USER_INPUT'])
    expect(await codeOf(await put(url, Buffer.concat([file, file])))).toEqual([413, 'BAD_USER_INPUT'])
    const early = await business.owner(preview, { input: { uploadId: id } })
    expect(early.data.previewImport.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['uploadId'] }])
    expect((await put(url, file)).status).toBe(204)
  })

  it('is refused after a quarter of an hour', async () => {
    const { url } = await uploadPlace(business.owner, 'a.csv', file.length)
    const before = clock.now()
    clock.advance(15 * 60_000)
    expect(await codeOf(await put(url, file))).toEqual([403, 'FORBIDDEN'])
    clock.set(before)
  })

  it('is announced with a name and a size that is possible', async () => {
    const errors = async (input: object) =>
      (await business.owner(create, { input })).data.createUpload.userErrors as {
        code: string
        field: string[]
      }[]
    expect(await errors({ fileName: ' ', sizeBytes: 1 })).toEqual([{ code: 'REQUIRED', field: ['fileName'] }])
    expect(await errors({ fileName: 'a.csv', sizeBytes: 0 })).toEqual([
      { code: 'EMPTY_FILE', field: ['sizeBytes'] },
    ])
    const limit = 100 * 1024 * 1024
    expect(await errors({ fileName: 'a.csv', sizeBytes: limit })).toEqual([])
    expect(await errors({ fileName: 'a.csv', sizeBytes: limit + 1 })).toEqual([
      { code: 'FILE_TOO_LARGE', field: ['sizeBytes'] },
    ])
  })

  it('of another tenant does not exist, like one that was never made', async () => {
    const id = await uploaded(server, other.owner, 'a.csv', file)
    for (const uploadId of [
      id,
      encodeId('upl', newId()),
      encodeId('cus', newId()),
      'nonsense',
      '../../etc/passwd',
    ]) {
      const answer = await business.owner(preview, { input: { uploadId } })
      expect(answer.data.previewImport).toMatchObject({ preview: null, userErrors: [{ code: 'NOT_FOUND' }] })
      expect((await started(business.owner, { uploadId })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    }
  })

  it('is for owners and managers, and for nobody who is not signed in', async () => {
    const input = { fileName: 'a.csv', sizeBytes: 1 }
    const code = async (send: typeof business.owner) =>
      (await send(create, { input })).errors?.[0]?.extensions.code
    expect(await code(business.staff)).toBe('FORBIDDEN')
    expect(await code(graphqlClient(server.url))).toBe('UNAUTHENTICATED')
    expect((await business.staff('{ importRuns { totalCount } }')).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    )
  })
})

describe('what is left of an upload that failed', () => {
  const halfWritten = () =>
    readdirSync(`${server.dataDir}/uploads/${business.tenantId}`).filter((name) => name.endsWith('.part'))

  it('is gone when the answer arrives, however many fail at once', async () => {
    const { url } = await uploadPlace(business.owner, 'a.csv', file.length)
    const tooMany = Buffer.concat([file, file])
    const answers = await Promise.all(Array.from({ length: 200 }, () => put(url, tooMany)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 413))
    expect(halfWritten()).toEqual([])
  })

  it('is gone soon after the sender has gone away', async () => {
    const { url } = await uploadPlace(business.owner, 'a.csv', 1_000_000)
    const sender = request(`${server.url}${url}`, { method: 'PUT', headers: { 'content-length': 1_000_000 } })
    sender.on('error', () => {})
    sender.write(Buffer.alloc(100_000))
    await expect.poll(halfWritten).toHaveLength(1)
    sender.destroy()
    await expect.poll(halfWritten).toEqual([])
  })
})

describe('a file that is no CSV', () => {
  it.each([
    ['a workbook with another name', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4]), 'NOT_TEXT'],
    ['a PDF', Buffer.from('%PDF-1.7 Ad;Soyad'), 'NOT_TEXT'],
    ['only blanks', Buffer.from(' \r\n \r\n'), 'EMPTY_FILE'],
    ['a heading and nothing else', Buffer.from('Ad;Soyad\r\n'), 'NO_ROWS'],
    [
      'a quotation mark that is never closed',
      Buffer.from('Ad;Soyad\r\n"Ayşe;Yılmaz\r\nAli;Kaya\r\n'),
      'BROKEN_QUOTES',
    ],
  ])('is answered with a code and a sentence: %s', async (_name, bytes, code) => {
    const uploadId = await uploaded(server, business.owner, 'list.csv', bytes)
    const answer = await business.owner(preview, { input: { uploadId } })
    expect(answer.errors).toBeUndefined()
    expect(answer.data.previewImport).toMatchObject({
      preview: null,
      userErrors: [{ code, field: ['uploadId'] }],
    })
    const [error] = answer.data.previewImport.userErrors
    expect(error.message).not.toMatch(/\{\w+\}|undefined/)
    const start = await started(business.owner, { uploadId, kind: 'customers' })
    expect(start).toMatchObject({ importRun: null, userErrors: [{ code }] })
  })

  it('leaves no run behind', async () => {
    const answer = await business.owner('{ importRuns { totalCount } }')
    expect(answer.data.importRuns.totalCount).toBe(0)
  })
})
