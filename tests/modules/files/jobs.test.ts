import { writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StoredFile } from '../../../modules/files/index.ts'
import { decodeId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import { type TestClock, testClock } from '../../support/clock.ts'
import {
  announced,
  fileFields,
  fileVerb,
  onDisk,
  pdf,
  picture,
  type ReceivedFile,
  sendBytes,
  stored,
} from '../../support/files.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const hourMs = 60 * 60_000
const asPdf = { name: 'belge.pdf', mediaType: 'application/pdf' }

let clock: TestClock
let server: TestServer
let business: TestBusiness
let customerId: string

beforeAll(async () => {
  clock = testClock()
  server = await startTestServer(clock)
  business = await testBusiness(server)
  customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
})
afterAll(() => server?.close())

async function readFile(id: string): Promise<ReceivedFile> {
  const answer = await business.owner(
    `query ($id: ID!) { file(id: $id) { ${fileFields} large: thumbnailUrl(size: LARGE) } }`,
    { id },
  )
  return answer.data?.file
}

async function hourlySweep(): Promise<void> {
  await server.jobs.tick()
  await server.jobs.settle()
}

/** Paths below the folder of files in which this file's id stands. */
function placesOf(id: string | undefined): string[] {
  const uuid = decodeId(id ?? '')?.uuid ?? 'nothing'
  return Object.keys(onDisk(server))
    .filter((name) => name.includes(uuid))
    .map((name) => name.split('/').slice(1).join('/').replace(uuid, '…'))
    .sort()
}

describe('the thumbnails of a picture', () => {
  it('are made after it has arrived, turned as the camera says and without place or camera', async () => {
    const photo = await sharp(await picture(1200, 600))
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitude: '41/1 0/1 0/1' } })
      .toBuffer()
    expect((await sharp(photo).metadata()).exif?.includes('Kamera')).toBe(true)
    const { file } = await stored(server, business.owner, customerId, photo, { mediaType: 'image/jpeg' })
    expect(file).toMatchObject({ thumbnailUrl: null, hasThumbnails: false })
    await server.jobs.settle()
    const made = await readFile(file?.id ?? '')
    expect(made.hasThumbnails).toBe(true)
    const sizes: number[][] = []
    for (const address of [made.thumbnailUrl, made.large as string]) {
      const given = await fetch(`${server.url}${address}`)
      expect(given.headers.get('content-type')).toBe('image/webp')
      expect(given.headers.get('cache-control')).toBe('private, max-age=300, immutable')
      const { width, height, exif, format } = await sharp(Buffer.from(await given.arrayBuffer())).metadata()
      expect({ exif, format }).toEqual({ exif: undefined, format: 'webp' })
      sizes.push([width, height])
    }
    expect(sizes).toEqual([
      [48, 96],
      [240, 480],
    ])
  })

  it('keep their address for some minutes, so that a browser need not fetch them again', async () => {
    const { file } = await stored(server, business.owner, customerId, await picture())
    await server.jobs.settle()
    const { thumbnailUrl } = await readFile(file?.id ?? '')
    clock.advance(1000)
    expect((await readFile(file?.id ?? '')).thumbnailUrl).toBe(thumbnailUrl)
  })

  it('are not made of a document, nor of a picture that is damaged behind its head', async () => {
    const whole = await sharp(Buffer.alloc(300 * 300 * 3, 7), {
      raw: { width: 300, height: 300, channels: 3 },
    })
      .png({ compressionLevel: 0 })
      .toBuffer()
    const torn = Buffer.concat([whole.subarray(0, 200), Buffer.alloc(whole.length - 200, 0xff)])
    const files = [
      await stored(server, business.owner, customerId, pdf, asPdf),
      await stored(server, business.owner, customerId, torn),
    ]
    await server.jobs.settle()
    for (const { file } of files) expect(await readFile(file?.id ?? '')).toMatchObject({ thumbnailUrl: null })
  })
})

describe('the hourly sweep', () => {
  it('forgets uploads that never came and what was broken off, and leaves those that are awaited', async () => {
    const late = await announced(business.owner, customerId, pdf, asPdf)
    await sendBytes(server, late.upload, pdf)
    const never = await announced(business.owner, customerId, pdf, asPdf)
    const folder = path.join(server.dataDir, 'files', business.tenantId, 'incoming')
    writeFileSync(path.join(folder, `${decodeId(never.file.id)?.uuid}.broken.part`), 'half')
    clock.advance(hourMs + 1)
    const fresh = await announced(business.owner, customerId, pdf, asPdf)
    await sendBytes(server, fresh.upload, pdf)
    await hourlySweep()
    expect(placesOf(late.file.id)).toEqual([])
    expect(placesOf(never.file.id)).toEqual([])
    expect(placesOf(fresh.file.id)).toEqual(['incoming/…'])
    expect(await readFile(late.file.id)).toMatchObject({ state: 'REFUSED', archivedAt: expect.any(String) })
    const { refused } = await fileVerb(business.owner, 'completeFileUpload', { id: late.file.id })
    expect(refused).toEqual(['FILE_NOT_THERE id'])
    const completed = await fileVerb(business.owner, 'completeFileUpload', { id: fresh.file.id })
    expect(completed.file?.state).toBe('READY')
  })

  it('keeps a removed file for thirty days, then erases it with its thumbnails', async () => {
    const { file } = await stored(server, business.owner, customerId, await picture())
    await server.jobs.settle()
    const { id, version } = await readFile(file?.id ?? '')
    expect(placesOf(id)).toEqual(['files/…', 'thumbnails/….480.webp', 'thumbnails/….96.webp'])
    const removed = await fileVerb(business.owner, 'archiveFile', { id, version })
    clock.advance(2 * hourMs)
    await hourlySweep()
    expect(placesOf(id)).toHaveLength(3)
    const restored = await fileVerb(business.owner, 'restoreFile', { id, version: removed.file?.version })
    expect(restored.file).toMatchObject({ archivedAt: null, state: 'READY' })
    await fileVerb(business.owner, 'archiveFile', { id, version: restored.file?.version })
    clock.advance(31 * 24 * hourMs)
    await hourlySweep()
    expect(placesOf(id)).toEqual([])
    const erased = await business.context.read.byTypedId(StoredFile, id)
    expect(erased).toMatchObject({ state: 'ERASED', hasThumbnails: false })
  })
})
