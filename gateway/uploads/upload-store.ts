import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { StoredUpload, UploadPlace, Uploads } from '../../modules/imports/index.ts'
import { type Clock, LoncaError, newId } from '../../schema/index.ts'
import { addressRefused, exactly } from '../files/exactly.ts'
import { placeOf, signedUrl } from './signed-place.ts'
import { uploadSecret } from './upload-secret.ts'

const minuteMs = 60_000
const addressMs = 15 * minuteMs
/** A file that no import took, or whose import was interrupted and never resumed. */
const keptMs = 7 * 24 * 60 * minuteMs
/** Files of one tenant at a time: a disk is shared. */
const maxFiles = 50

interface Facts {
  readonly fileName: string
  readonly sizeBytes: number
  /** ISO 8601; afterwards the file is removed. */
  readonly keptUntil: string
}

/**
 * Uploads as files: `<dataDir>/uploads/<tenant>/<id>` with what is known of it in `<id>.json`. A file appears under its
 * name when it is whole, and never changes afterwards.
 */
export class UploadStore implements Uploads {
  readonly maxBytes = 100 * 1024 * 1024
  readonly #folder: string
  readonly #secret: Buffer

  constructor(
    dataDir: string,
    private readonly clock: Clock,
  ) {
    this.#folder = path.join(dataDir, 'uploads')
    this.#secret = uploadSecret(dataDir)
  }

  async place(tenantId: string, fileName: string, sizeBytes: number): Promise<UploadPlace> {
    await this.#sweep(tenantId)
    const id = newId()
    const expiresAt = new Date(this.clock.now().getTime() + addressMs)
    await this.#describe(tenantId, id, fileName, sizeBytes)
    return { id, expiresAt, url: signedUrl({ tenantId, id, sizeBytes, expiresAt }, this.#secret) }
  }

  /**
   * Takes the bytes of a file whose address was given out. Fails with FORBIDDEN for an address that is not ours or is
   * over, CONFLICT for one that was used, and BAD_USER_INPUT for more or fewer bytes than were announced.
   */
  async receive(
    uploadId: string,
    query: Readonly<Record<string, unknown>>,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const place = placeOf(uploadId, query, this.#secret)
    if (!place)
      throw addressRefused(
        'FORBIDDEN',
        403,
        'This address was not given out here, or was changed. Ask createUpload for one.',
      )
    if (place.expiresAt <= this.clock.now())
      throw addressRefused('FORBIDDEN', 403, 'This address is over. Ask createUpload for a new one.')
    await this.#write(place.tenantId, place.id, exactly(bytes, place.sizeBytes))
  }

  async keep(tenantId: string, fileName: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const id = newId()
    await this.#write(tenantId, id, bytes)
    const { size } = await stat(this.#pathOf(tenantId, id))
    await this.#describe(tenantId, id, fileName, size)
    return id
  }

  async find(tenantId: string, id: string): Promise<StoredUpload | null> {
    const file = this.#pathOf(tenantId, id)
    const [facts, arrived] = await Promise.all([factsOf(file), exists(file)])
    if (!facts || !arrived) return null
    return { fileName: facts.fileName, sizeBytes: facts.sizeBytes, open: () => createReadStream(file) }
  }

  async remove(tenantId: string, id: string): Promise<void> {
    const file = this.#pathOf(tenantId, id)
    await rm(file, { force: true })
    await rm(`${file}.json`, { force: true })
  }

  async #describe(tenantId: string, id: string, fileName: string, sizeBytes: number): Promise<void> {
    const keptUntil = new Date(this.clock.now().getTime() + keptMs).toISOString()
    const facts: Facts = { fileName, sizeBytes, keptUntil }
    await mkdir(this.#tenantFolder(tenantId), { recursive: true, mode: 0o700 })
    await writeFile(`${this.#pathOf(tenantId, id)}.json`, JSON.stringify(facts), { mode: 0o600 })
  }

  async #write(tenantId: string, id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const file = this.#pathOf(tenantId, id)
    const part = `${file}.${randomUUID()}.part`
    await mkdir(this.#tenantFolder(tenantId), { recursive: true, mode: 0o700 })
    try {
      if (await exists(file)) throw alreadySent()
      // Unlike a stream, which may still be opening when it fails, this has let go of the file when it is over.
      await writeFile(part, bytes, { flag: 'wx', mode: 0o600 })
      // Of two senders at once one links the file and the other finds it taken.
      await link(part, file)
    } catch (error) {
      throw (error as { code?: string }).code === 'EEXIST' ? alreadySent() : error
    } finally {
      await rm(part, { force: true })
    }
  }

  /** Removes what was kept long enough, and refuses when too much is left. */
  async #sweep(tenantId: string): Promise<void> {
    const folder = this.#tenantFolder(tenantId)
    const names = await readdir(folder).catch(() => [])
    const described = names
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
    let left = described.length
    for (const id of described) {
      const facts = await factsOf(path.join(folder, id))
      if (facts && new Date(facts.keptUntil) > this.clock.now()) continue
      // With what a process that was killed while it took the file left of it.
      for (const name of names)
        if (name === id || name.startsWith(`${id}.`)) await rm(path.join(folder, name), { force: true })
      left -= 1
    }
    if (left >= maxFiles)
      throw new LoncaError(
        'THROTTLED',
        `There are ${left} uploads that no import has taken yet. Import or cancel some of them first.`,
      )
  }

  #tenantFolder(tenantId: string): string {
    return path.join(this.#folder, tenantId)
  }

  #pathOf(tenantId: string, id: string): string {
    return path.join(this.#tenantFolder(tenantId), id)
  }
}

async function factsOf(file: string): Promise<Facts | null> {
  return readFile(`${file}.json`, 'utf8').then(
    (text) => JSON.parse(text) as Facts,
    () => null,
  )
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

function alreadySent(): LoncaError {
  return addressRefused(
    'CONFLICT',
    409,
    'A file was sent to this address already. Ask createUpload for a new one.',
  )
}
