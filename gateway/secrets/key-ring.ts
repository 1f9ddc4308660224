import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '../../schema/index.ts'

const keyBytes = 32

/** One key of the ring: it wraps the keys of tenants and nothing else. */
export interface RingKey {
  readonly id: string
  readonly key: Buffer
}

/**
 * The keys that lie outside of the database, newest last. The newest wraps; the others still unwrap what they wrapped,
 * until `npm run rotate-keys` has wrapped it anew.
 */
export interface KeyRing {
  /** Read each time, so that a rotation reaches a process that runs. */
  keys(): readonly RingKey[]
}

/** Keys in a folder, one file each; its first one is made when there is none. */
export class KeyFolder implements KeyRing {
  constructor(private readonly folder: string) {}

  keys(): readonly RingKey[] {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const found = this.#read()
    return found.length > 0 ? found : [this.add()]
  }

  /** Makes a new newest key. */
  add(): RingKey {
    const made = { id: newId(), key: randomBytes(keyBytes) }
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const file = this.#file(made.id)
    // Whole or not at all: half a key would be read as a damaged one.
    writeFileSync(`${file}.new`, made.key.toString('base64'), { mode: 0o600 })
    renameSync(`${file}.new`, file)
    chmodSync(file, 0o600)
    return made
  }

  remove(id: string): void {
    rmSync(this.#file(id), { force: true })
  }

  #file(id: string): string {
    return path.join(this.folder, `${id}.key`)
  }

  #read(): RingKey[] {
    // Ids are UUIDv7: their order is the order in which they were made.
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.key'))
      .sort()
      .map((name) => {
        const file = path.join(this.folder, name)
        return { id: name.slice(0, -'.key'.length), key: readKey(readFileSync(file, 'utf8'), file) }
      })
  }
}

/** Keys from the variable LONCA_KEYS: `id:base64` pairs with commas between them, the newest last. */
export class KeyList implements KeyRing {
  readonly #keys: readonly RingKey[]

  constructor(text: string) {
    this.#keys = text.split(',').map((pair) => {
      const [id, key, ...more] = pair.trim().split(':')
      if (!id || !key || more.length > 0)
        throw new Error('LONCA_KEYS is a list of id:base64, commas between.')
      return { id, key: readKey(key, `LONCA_KEYS, ${id}`) }
    })
  }

  keys(): readonly RingKey[] {
    return this.#keys
  }
}

/** The ring that the settings name. */
export function keyRingOf({ keys, dataDir }: { keys: string | null; dataDir: string }): KeyRing {
  return keys ? new KeyList(keys) : new KeyFolder(keyFolderOf(dataDir))
}

export function keyFolderOf(dataDir: string): string {
  return path.join(dataDir, 'keys')
}

function readKey(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes) throw new Error(`${where} does not hold a key of ${keyBytes} bytes in base64.`)
  return key
}
