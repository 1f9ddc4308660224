import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LocalStorage } from '../../../gateway/files/local-storage.ts'
import { S3Storage } from '../../../gateway/files/s3-storage.ts'
import { type FileStorage, KeyTaken } from '../../../modules/files/index.ts'
import { type BucketServer, startBucketServer } from '../../support/bucket-server.ts'

const tenant = '01890a5d-ac96-774b-bcce-b302099a8057'
const other = '01890a5d-ac96-774b-bcce-b302099a8058'
const facts = (bytes: Buffer) => ({ sizeBytes: bytes.length, mediaType: 'application/pdf' })

async function* pieces(...parts: Buffer[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

async function* broken(part: Buffer): AsyncGenerator<Uint8Array> {
  yield part
  throw new Error('The sender broke off.')
}

async function read(bytes: AsyncIterable<Uint8Array> | null): Promise<string | null> {
  if (!bytes) return null
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function listed(storage: FileStorage, folder: string): Promise<string[]> {
  const keys: string[] = []
  for await (const key of storage.list(folder)) keys.push(key)
  return keys.sort()
}

let folder: string
let bucket: BucketServer

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lonca-storage-'))
  bucket = await startBucketServer()
})
afterAll(async () => {
  await bucket?.close()
  rmSync(folder, { recursive: true, force: true })
})

const storages: [string, () => FileStorage][] = [
  ['a folder', () => new LocalStorage(path.join(folder, 'files'))],
  ['a bucket', () => new S3Storage(bucket.settings)],
]

describe.each(storages)('the storage in %s', (name, open) => {
  let storage: FileStorage
  const key = (area: string, one = name.length.toString()) => `${tenant}/${area}/${one}`

  beforeAll(() => {
    storage = open()
  })

  it('gives back what was put, and knows how much it is', async () => {
    const bytes = Buffer.from('Çığ düştü, şükür')
    await storage.put(key('files'), pieces(bytes.subarray(0, 5), bytes.subarray(5)), facts(bytes))
    expect(await read(await storage.open(key('files')))).toBe('Çığ düştü, şükür')
    expect(await storage.sizeOf(key('files'))).toBe(bytes.length)
  })

  it('takes a megabyte in pieces', async () => {
    const part = Buffer.alloc(65_536, 'a')
    await storage.put(key('large'), pieces(...Array(16).fill(part)), {
      sizeBytes: 16 * 65_536,
      mediaType: 'text/plain',
    })
    expect((await read(await storage.open(key('large'))))?.length).toBe(16 * 65_536)
  })

  it('puts nothing over what is there', async () => {
    const [first, second] = [Buffer.from('first'), Buffer.from('other')]
    await storage.put(key('once'), pieces(first), facts(first))
    await expect(storage.put(key('once'), pieces(second), facts(second))).rejects.toThrow(KeyTaken)
    expect(await read(await storage.open(key('once')))).toBe('first')
  })

  it('leaves nothing of what broke off, was too long or too short', async () => {
    const bytes = Buffer.from('twelve bytes')
    await expect(
      storage.put(key('broken'), broken(bytes), { ...facts(bytes), sizeBytes: 99 }),
    ).rejects.toThrow()
    await expect(storage.put(key('broken'), pieces(bytes, bytes), facts(bytes))).rejects.toThrow('More than')
    await expect(
      storage.put(key('broken'), pieces(bytes), { ...facts(bytes), sizeBytes: 99 }),
    ).rejects.toThrow('Only 12 of the 99 bytes')
    expect(await storage.sizeOf(key('broken'))).toBeNull()
    expect(await listed(storage, `${tenant}/broken/`)).toEqual([])
  })

  it('has nothing under other keys', async () => {
    expect(await storage.open(key('nothing'))).toBeNull()
    expect(await storage.sizeOf(key('nothing'))).toBeNull()
    expect(await storage.move(key('nothing'), key('moved'))).toBe(false)
    await storage.remove(key('nothing'))
  })

  it('moves, removes and lists', async () => {
    const bytes = Buffer.from('here')
    for (const one of ['a', 'b', 'c']) await storage.put(key('incoming', one), pieces(bytes), facts(bytes))
    await storage.put(`${other}/incoming/d`, pieces(bytes), facts(bytes))
    expect(await storage.move(key('incoming', 'a'), key('moved'))).toBe(true)
    await storage.remove(key('incoming', 'b'))
    expect(await listed(storage, `${tenant}/incoming/`)).toEqual([key('incoming', 'c')])
    expect(await read(await storage.open(key('moved')))).toBe('here')
  })
})

describe('the storage in a folder', () => {
  it('has no keys that lead out of it', async () => {
    const storage = new LocalStorage(path.join(folder, 'files'))
    for (const key of ['../secret', `${tenant}/files/../../x`, '/etc/passwd', `${tenant}/files/a/b`])
      await expect(storage.sizeOf(key)).rejects.toThrow('is no key')
  })

  it('gives no address of its own', async () => {
    expect(await new LocalStorage(folder).address()).toBeNull()
  })
})

describe('the storage in a bucket', () => {
  const reading = {
    mediaType: 'application/pdf',
    disposition: "attachment; filename*=UTF-8''a.pdf",
    seconds: 60,
  }

  it('gives an address of its own, which reads this one file under its name and nothing else', async () => {
    const storage = new S3Storage(bucket.settings)
    const bytes = Buffer.from('%PDF')
    await storage.put(`${tenant}/signed/one`, pieces(bytes), facts(bytes))
    await storage.put(`${tenant}/signed/two`, pieces(bytes), facts(bytes))
    const address = await storage.address(`${tenant}/signed/one`, reading)
    const given = await fetch(address)
    expect(await given.text()).toBe('%PDF')
    expect(given.headers.get('content-disposition')).toBe(reading.disposition)
    expect((await fetch(address.replace('signed/one', 'signed/two'))).status).toBe(403)
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(403)
  })

  it('is refused with another key, and says so', async () => {
    const storage = new S3Storage({ ...bucket.settings, secretAccessKey: 'wrong' })
    const bytes = Buffer.from('x')
    await expect(storage.put(`${tenant}/files/x`, pieces(bytes), facts(bytes))).rejects.toThrow(
      'The storage answered HEAD',
    )
  })
})
