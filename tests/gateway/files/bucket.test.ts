import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { defaultFileLimits } from '../../../gateway/files/default-limits.ts'
import { type BucketServer, startBucketServer } from '../../support/bucket-server.ts'
import { testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import { testClock } from '../../support/clock.ts'
import { announced, picture, refusal, sendBytes, stored } from '../../support/files.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let bucket: BucketServer
let server: TestServer

beforeAll(async () => {
  bucket = await startBucketServer()
  server = await startTestServer(testClock(), { files: { s3: bucket.settings, limits: defaultFileLimits } })
})
afterAll(async () => {
  await server?.close()
  await bucket?.close()
})

it('a server with a bucket takes files itself, keeps them there, and sends whoever reads one to the bucket', async () => {
  const business = await testBusiness(server)
  const customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
  const bytes = await picture()
  const { file } = await stored(server, business.owner, customerId, bytes, { name: 'önce.png' })
  expect(file?.state).toBe('READY')
  const sent = await fetch(`${server.url}${file?.downloadUrl}`, { redirect: 'manual' })
  expect([sent.status, sent.headers.get('cache-control')]).toEqual([302, 'no-store'])
  const given = await fetch(sent.headers.get('location') ?? '')
  expect(given.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%B6nce.png")
  expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true)
  await server.jobs.settle()
  const answer = await business.owner('query ($id: ID!) { file(id: $id) { thumbnailUrl } }', { id: file?.id })
  const thumbnail = await fetch(`${server.url}${answer.data?.file.thumbnailUrl}`, { redirect: 'manual' })
  // The panel shows pictures of its own address only.
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(existsSync(path.join(server.dataDir, 'files'))).toBe(false)

  const { upload } = await announced(business.owner, customerId, bytes)
  expect((await sendBytes(server, upload, bytes)).status).toBe(204)
  expect(await refusal(await sendBytes(server, upload, bytes))).toBe('409 CONFLICT ADDRESS_USED')
})
