import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import { type TestClock, testClock } from '../../support/clock.ts'
import {
  announced,
  eventsAbout,
  fileVerb,
  onDisk,
  pdf,
  picture,
  type ReceivedFile,
  refusal,
  sendBytes,
  stored,
} from '../../support/files.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const minuteMs = 60_000
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

/** The same address with one part of its query replaced. */
function changed(url: string, name: string, value: string): string {
  const address = new URL(url, server.url)
  address.searchParams.set(name, value)
  return address.href
}

async function readyFile(bytes: Buffer = pdf, more: object = asPdf): Promise<ReceivedFile> {
  const { file } = await stored(server, business.owner, customerId, bytes, more)
  if (!file?.downloadUrl) throw new Error('There is no file.')
  return file
}

describe('the address of an upload', () => {
  it('is refused when anything in it was changed, and takes nothing', async () => {
    const { file, upload } = await announced(business.owner, customerId, pdf, asPdf)
    const other = await announced(business.owner, customerId, pdf, asPdf)
    const before = onDisk(server)
    const forgeries = [
      changed(upload.url, 'size', '999999'),
      changed(upload.url, 'type', 'text/html'),
      changed(upload.url, 'expires', '99999999999999'),
      changed(upload.url, 'tenant', file.id.replace('fil', 'ten')),
      changed(upload.url, 'signature', ''),
      changed(
        upload.url,
        'signature',
        new URL(other.upload.url, server.url).searchParams.get('signature') ?? '',
      ),
      `${server.url}${upload.url.replace(file.id, other.file.id)}`,
      `${server.url}/files/${file.id}`,
    ]
    for (const url of forgeries) {
      const headers = { 'content-type': 'application/pdf' }
      const response = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(pdf) })
      expect([url, await refusal(response)]).toEqual([url, '403 FORBIDDEN ADDRESS_FORGED'])
    }
    expect(onDisk(server)).toEqual(before)
  })

  it('is over after a quarter of an hour', async () => {
    const { upload } = await announced(business.owner, customerId, pdf, asPdf)
    clock.advance(15 * minuteMs)
    expect(await refusal(await sendBytes(server, upload, pdf))).toBe('403 FORBIDDEN ADDRESS_EXPIRED')
  })

  it('takes one file once, before and after it was completed', async () => {
    const { file, upload } = await announced(business.owner, customerId, pdf, asPdf)
    const replaced = Buffer.from(pdf.toString().replace('Catalog', 'Dialogs'))
    expect((await sendBytes(server, upload, pdf)).status).toBe(204)
    expect(await refusal(await sendBytes(server, upload, replaced))).toBe('409 CONFLICT ADDRESS_USED')
    const { file: ready } = await fileVerb(business.owner, 'completeFileUpload', { id: file.id })
    expect(await refusal(await sendBytes(server, upload, replaced))).toBe('409 CONFLICT ADDRESS_USED')
    const given = await fetch(`${server.url}${ready?.downloadUrl}`)
    expect(Buffer.from(await given.arrayBuffer())).toEqual(pdf)
  })

  it('takes one of two files that are sent at once', async () => {
    const { upload } = await announced(business.owner, customerId, pdf, asPdf)
    const answers = await Promise.all([1, 2, 3, 4].map(() => sendBytes(server, upload, pdf)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409])
  })

  it('takes no other type, and neither more nor fewer bytes than were announced', async () => {
    const { upload } = await announced(business.owner, customerId, pdf, asPdf)
    const before = onDisk(server)
    const asHtml = { ...upload, headers: [{ name: 'content-type', value: 'text/html' }] }
    expect(await refusal(await sendBytes(server, asHtml, pdf))).toBe('415 BAD_USER_INPUT')
    expect(await refusal(await sendBytes(server, upload, pdf.subarray(1)))).toBe('400 BAD_USER_INPUT')
    expect(await refusal(await sendBytes(server, upload, Buffer.concat([pdf, pdf])))).toBe(
      '413 BAD_USER_INPUT',
    )
    expect(onDisk(server)).toEqual(before)
  })

  it('stops reading a stream at the announced size and leaves nothing of it', async () => {
    const { upload } = await announced(business.owner, customerId, pdf, asPdf)
    const before = onDisk(server)
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536))
        if (given > 40 * 1024 * 1024) controller.close()
      },
    })
    const headers = { 'content-type': 'application/pdf' }
    const options = { method: 'PUT', headers, body: endless, duplex: 'half' } as RequestInit
    // The server answers and hangs up: which of the two the sender notices first is the network's.
    const answer = await fetch(`${server.url}${upload.url}`, options).then(refusal, () => 'cut')
    expect(['413 BAD_USER_INPUT', 'cut']).toContain(answer)
    expect(given).toBeLessThan(40 * 1024 * 1024)
    expect(onDisk(server)).toEqual(before)
  })

  it('leaves nothing of an upload that was broken off, and takes it at the next try', async () => {
    const { file, upload } = await announced(business.owner, customerId, pdf, asPdf)
    const before = onDisk(server)
    const { hostname, port } = new URL(server.url)
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `PUT ${upload.url} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/pdf\r\ncontent-length: ${pdf.length}\r\n\r\n`,
        )
        socket.write(pdf.subarray(0, 10), () => socket.destroy())
      })
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
    await expect.poll(() => onDisk(server)).toEqual(before)
    const early = await fileVerb(business.owner, 'completeFileUpload', { id: file.id })
    expect(early.refused).toEqual(['FILE_NOT_ARRIVED id'])
    expect((await sendBytes(server, upload, pdf)).status).toBe(204)
    expect((await fileVerb(business.owner, 'completeFileUpload', { id: file.id })).file?.state).toBe('READY')
  })
})

describe('the address of a file', () => {
  it('gives the file to save, under its name with the ending of its content, and it runs nothing', async () => {
    const { downloadUrl } = await readyFile(await picture(), {
      name: "İmza 'son'.exe",
      mediaType: 'image/png',
    })
    const given = await fetch(`${server.url}${downloadUrl}`)
    expect(given.status).toBe(200)
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "attachment; filename*=UTF-8''%C4%B0mza%20%27son%27.exe.png",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
  })

  it('shows pictures and PDF in the page when asked, and text never', async () => {
    const files = [
      await readyFile(await picture(), { mediaType: 'image/png' }),
      await readyFile(pdf),
      await readyFile(Buffer.from('ad;tel\nAyşe;1\n'), { name: 'liste.csv', mediaType: 'text/csv' }),
    ]
    const shown = await Promise.all(files.map(({ inline }) => fetch(`${server.url}${inline}`)))
    const dispositions = shown.map(({ headers }) => headers.get('content-disposition')?.split(';')[0])
    expect(dispositions).toEqual(['inline', 'inline', 'attachment'])
  })

  it('is refused when it was changed or is over', async () => {
    const { id, downloadUrl } = await readyFile()
    const other = await readyFile()
    const url = downloadUrl ?? ''
    const forged = [
      changed(url, 'as', 'INLINE'),
      changed(url, 'as', 'LARGE'),
      changed(url, 'as', 'nothing'),
      changed(url, 'member', id.replace('fil', 'mem')),
      `${server.url}${url.replace(id, other.id)}`,
      `${server.url}/files/${id}`,
    ]
    for (const address of forged)
      expect([address, await refusal(await fetch(address))]).toEqual([
        address,
        '403 FORBIDDEN ADDRESS_FORGED',
      ])
    clock.advance(10 * minuteMs)
    expect(await refusal(await fetch(`${server.url}${url}`))).toBe('403 FORBIDDEN ADDRESS_EXPIRED')
  })

  it('of an upload does not read, and of a file does not write', async () => {
    const { upload } = await announced(business.owner, customerId, pdf, asPdf)
    const { downloadUrl } = await readyFile()
    expect(await refusal(await fetch(`${server.url}${upload.url}`))).toBe('403 FORBIDDEN ADDRESS_FORGED')
    const asUpload = { ...upload, url: downloadUrl ?? '' }
    expect(await refusal(await sendBytes(server, asUpload, pdf))).toBe('403 FORBIDDEN ADDRESS_FORGED')
  })

  it('writes down who opened which file', async () => {
    const { id } = await readyFile()
    const answer = await business.manager('query ($id: ID!) { file(id: $id) { downloadUrl } }', { id })
    await fetch(`${server.url}${answer.data?.file.downloadUrl}`)
    const [latest] = await eventsAbout(business.owner, customerId)
    expect(latest).toMatchObject({
      type: 'file.downloaded',
      actor: { name: 'manager' },
      payload: { fileId: id },
    })
  })
})
