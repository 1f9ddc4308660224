import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type FileStorage, KeyTaken, type StorageFacts } from '../../modules/files/index.ts'
import { exactly } from './exactly.ts'

/** Files as files: `<folder>/<key>`. One appears under its name when it is whole. */
export class LocalStorage implements FileStorage {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: AsyncIterable<Uint8Array>, { sizeBytes }: StorageFacts): Promise<void> {
    const file = this.#pathOf(key)
    const part = `${file}.${randomUUID()}.part`
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    try {
      if ((await this.sizeOf(key)) !== null) throw new KeyTaken(key)
      // Unlike a stream, which may still be opening when it fails, this has let go of the file when it is over.
      await writeFile(part, exactly(bytes, sizeBytes), { flag: 'wx', mode: 0o600 })
      // Of two senders at once one links the file and the other finds it taken.
      await link(part, file)
    } catch (error) {
      throw isCode(error, 'EEXIST') ? new KeyTaken(key) : error
    } finally {
      await rm(part, { force: true })
    }
  }

  async open(key: string): Promise<AsyncIterable<Uint8Array> | null> {
    return (await this.sizeOf(key)) === null ? null : createReadStream(this.#pathOf(key))
  }

  async sizeOf(key: string): Promise<number | null> {
    return stat(this.#pathOf(key)).then(
      ({ size }) => size,
      (error) => absent(error, null),
    )
  }

  async move(from: string, to: string): Promise<boolean> {
    const target = this.#pathOf(to)
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    return rename(this.#pathOf(from), target).then(
      () => true,
      (error) => absent(error, false),
    )
  }

  async remove(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true })
  }

  async *list(folder: string): AsyncGenerator<string> {
    const names = await readdir(path.join(this.folder, folder)).catch((error) => absent(error, []))
    for (const name of names) yield `${folder}${name}`
  }

  async address(): Promise<null> {
    return null
  }

  /** A key never leads out of the folder, whoever made it. */
  #pathOf(key: string): string {
    if (!/^[0-9a-f-]{36}\/[a-z]+\/[\w.-]+$/.test(key)) throw new Error(`"${key}" is no key of the storage.`)
    return path.join(this.folder, key)
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as { code?: string }).code === code
}

function absent<T>(error: unknown, answer: T): T {
  if (isCode(error, 'ENOENT')) return answer
  throw error
}
