import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import {
  announced,
  eventsAbout,
  fileVerb,
  onDisk,
  pdf,
  picture,
  sendBytes,
  stored,
} from '../../support/files.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness
let customerId: string

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
})
afterAll(() => server?.close())

describe('a file', () => {
  it('is announced, sent and completed, and then hangs on its record with what is known of it', async () => {
    const bytes = await picture(640, 480)
    const { file, refused } = await stored(server, business.owner, customerId, bytes, {
      name: 'C:\\fotoğraflar\\önce.png',
      kind: 'PHOTO',
    })
    expect(refused).toEqual([])
    expect(file).toMatchObject({
      name: 'önce.png',
      kind: 'PHOTO',
      state: 'READY',
      sizeBytes: bytes.length,
      checksum: createHash('sha256').update(bytes).digest('hex'),
      width: 640,
      height: 480,
      recordType: 'Customer',
      recordId: customerId,
      record: { id: customerId },
      uploadedBy: { name: 'owner' },
    })
    const listed = await business.owner(
      'query ($id: String!) { files(filter: { recordId: { eq: $id } }) { totalCount nodes { id } } }',
      { id: customerId },
    )
    expect(listed.data?.files).toEqual({ totalCount: 1, nodes: [{ id: file?.id }] })
  })

  it('is told of as facts about its record, without its name', async () => {
    const other = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Başka' })
    const { file } = await stored(server, business.owner, other, pdf, {
      name: 'gizli.pdf',
      mediaType: 'application/pdf',
    })
    const renamed = await fileVerb(business.owner, 'renameFile', {
      id: file?.id,
      version: file?.version,
      name: 'b.pdf',
    })
    const { id, version } = renamed.file ?? {}
    const removed = await fileVerb(business.owner, 'archiveFile', { id, version })
    await fileVerb(business.owner, 'restoreFile', { id, version: removed.file?.version })
    const events = await eventsAbout(business.owner, other)
    expect(events.map(({ type }) => type)).toEqual([
      'file.restored',
      'file.deleted',
      'file.renamed',
      'file.uploaded',
      'file.announced',
      'customer.created',
    ])
    expect(events[3]?.payload).toEqual({ fileId: file?.id, kind: 'OTHER', sizeBytes: pdf.length })
    expect(JSON.stringify(events)).not.toContain('gizli')
  })

  it('is completed twice with the same answer, and not before it has arrived', async () => {
    const { file, upload } = await announced(business.owner, customerId, pdf, {
      mediaType: 'application/pdf',
    })
    const early = await fileVerb(business.owner, 'completeFileUpload', { id: file.id })
    expect(early.refused).toEqual(['FILE_NOT_ARRIVED id'])
    await sendBytes(server, upload, pdf)
    const once = await fileVerb(business.owner, 'completeFileUpload', { id: file.id })
    const twice = await fileVerb(business.owner, 'completeFileUpload', { id: file.id })
    expect(once.file?.state).toBe('READY')
    expect(twice).toEqual(once)
  })

  it('is refused and removed when the content is not what it was announced as', async () => {
    const before = onDisk(server)
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const drawing = Buffer.from(
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    )
    const cases = [
      [page, 'image/png'],
      [await picture(), 'image/jpeg'],
      [pdf, 'image/png'],
      [drawing, 'text/plain'],
      [Buffer.from([0x4d, 0x5a, 0, 1, 2]), 'text/csv'],
      [(await picture()).subarray(0, 20), 'image/png'],
    ] as const
    for (const [bytes, mediaType] of cases) {
      const { file, refused } = await stored(server, business.owner, customerId, bytes, { mediaType })
      expect(refused, mediaType).toEqual(['FILE_CONTENT id'])
      expect(file).toMatchObject({ state: 'REFUSED', downloadUrl: null })
    }
    expect(onDisk(server)).toEqual(before)
  })

  it('is refused when it is a picture that would fill the memory', async () => {
    const bomb = await picture(10_000, 9_000)
    expect(bomb.length).toBeLessThan(2_000_000)
    const { refused } = await stored(server, business.owner, customerId, bomb)
    expect(refused).toEqual(['FILE_TOO_MANY_PIXELS id'])
  })

  it('is not even announced with a type, size or name that is not taken', async () => {
    const sound = { recordId: customerId, name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 10 }
    const refused = async (more: object) =>
      (await fileVerb(business.owner, 'createFileUpload', { ...sound, ...more })).refused
    expect(await refused({ mediaType: 'image/svg+xml' })).toEqual(['FILE_TYPE mediaType'])
    expect(await refused({ mediaType: 'text/html' })).toEqual(['FILE_TYPE mediaType'])
    expect(await refused({ mediaType: 'constructor' })).toEqual(['FILE_TYPE mediaType'])
    expect(await refused({ sizeBytes: 0 })).toEqual(['FILE_EMPTY sizeBytes'])
    expect(await refused({ sizeBytes: 50 * 1024 * 1024 + 1 })).toEqual(['FILE_TOO_LARGE_MB sizeBytes'])
    expect(await refused({ mediaType: 'image/png', sizeBytes: 25 * 1024 * 1024 + 1 })).toEqual([
      'FILE_TOO_LARGE_MB sizeBytes',
    ])
    expect(await refused({ name: ' / ' })).toEqual(['REQUIRED name'])
    expect(await refused({ recordId: encodeId('cus', newId()) })).toEqual(['NOT_FOUND recordId'])
    expect(await refused({ recordId: 'nothing' })).toEqual(['NOT_FOUND recordId'])
  })

  it('is refused when the room of the business is full', async () => {
    const full = await testBusiness(server)
    const id = await make(full.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
    const size = 50 * 1024 * 1024
    const input = { recordId: id, name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: size }
    const use = await full.owner('{ fileUse { usedBytes quotaBytes } }')
    expect(use.data?.fileUse).toEqual({ usedBytes: '0', quotaBytes: String(5 * 1024 * 1024 * 1024) })
    await full.context.write((work) =>
      work.sql(
        `insert into stored_files (tenant_id, id, created_at, updated_at, name, kind, state, media_type, size_bytes,
           has_thumbnails, record_type, record_id, record_uuid, uploaded_by_id)
         select $1, gen_random_uuid(), $2, $2, 'a', 'OTHER', 'READY', 'application/pdf', $3, false, 'Customer', 'x', $4, $5
         from generate_series(1, 102)`,
        [full.tenantId, work.now.toISOString(), size, newId(), work.principal.membershipId],
      ),
    )
    expect((await fileVerb(full.owner, 'createFileUpload', { ...input, sizeBytes: 1024 })).refused).toEqual(
      [],
    )
    expect((await fileVerb(full.owner, 'createFileUpload', input)).refused).toEqual(['FILE_QUOTA sizeBytes'])
  })
})
