import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { BackupError } from './backup-error.ts'
import type { BackedUpFile } from './manifest.ts'

/** Compresses a stream into a file of the backup, on disk when this returns. */
export async function pack(source: Readable, folder: string, name: string): Promise<BackedUpFile> {
  const target = path.join(folder, name)
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  const seen = new Seen()
  await pipeline(source, seen, createZstdCompress(), createWriteStream(target, { mode: 0o600 }))
  const written = await open(target)
  await written.sync()
  await written.close()
  return { path: name, bytes: seen.bytes, sha256: seen.sha256() }
}

/** Unpacks a file of the backup into `target`; without one it is only checked. Throws when it is not what was packed. */
export async function unpack(folder: string, file: BackedUpFile, target?: Writable): Promise<void> {
  const seen = new Seen()
  const source = createReadStream(path.join(folder, file.path))
  try {
    if (target) await pipeline(source, createZstdDecompress(), seen, target)
    else await pipeline(source, createZstdDecompress(), seen, discard)
  } catch (cause) {
    // What the database says of a row is not about the file.
    if (target && !isFileProblem(cause)) throw cause
    throw damaged(folder, file, cause)
  }
  if (seen.bytes !== file.bytes || seen.sha256() !== file.sha256) throw damaged(folder, file)
}

async function discard(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _chunk of source);
}

function isFileProblem(error: unknown): boolean {
  return /^(Z|ERR_ZSTD|ENOENT|EIO)/.test(String((error as { code?: unknown } | null)?.code))
}

function damaged(folder: string, file: BackedUpFile, cause?: unknown): BackupError {
  return new BackupError(
    `The backup in ${folder} is damaged: ${file.path} is missing or not what was written. Nothing was restored; ` +
      'take another backup.',
    { cause },
  )
}

/** Counts and hashes what passes. */
class Seen extends Transform {
  bytes = 0
  readonly #hash = createHash('sha256')

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length
    this.#hash.update(chunk)
    done(null, chunk)
  }

  sha256(): string {
    return this.#hash.digest('hex')
  }
}
