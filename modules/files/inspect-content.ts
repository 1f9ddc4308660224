import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { mediaTypeOf } from './media-types.ts'
import type { FileLimits } from './storage.ts'

/** What the bytes turned out to be. */
export interface Content {
  readonly checksum: string
  readonly width: number | null
  readonly height: number | null
}

/** Why bytes are not taken: a code that the module declares. */
export interface Unsound {
  readonly refusal: 'FILE_CONTENT' | 'FILE_TOO_MANY_PIXELS'
}

/**
 * Looks into a file: is it what it was announced as, and can it be opened safely? It is read whole (files are at most
 * tens of megabytes), because office documents are told apart by what stands at their end.
 */
export async function inspectContent(
  bytes: AsyncIterable<Uint8Array>,
  mediaType: string,
  limits: FileLimits,
): Promise<Content | Unsound> {
  const whole = await gathered(bytes)
  const type = mediaTypeOf(mediaType)
  const isSound = type?.look === 'text' ? await isText(whole) : await isOf(whole, mediaType)
  if (!type || !isSound) return { refusal: 'FILE_CONTENT' }
  const checksum = createHash('sha256').update(whole).digest('hex')
  if (type.look !== 'image') return { checksum, width: null, height: null }
  const size = await pixels(whole)
  if (!size) return { refusal: 'FILE_CONTENT' }
  if (size.width * size.height > limits.imagePixels) return { refusal: 'FILE_TOO_MANY_PIXELS' }
  return { checksum, ...size }
}

/** All of it, in memory. */
export async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function isOf(whole: Buffer, mediaType: string): Promise<boolean> {
  const found = (await fileTypeFromBuffer(whole))?.mime
  return found !== undefined && [mediaType, ...(mediaTypeOf(mediaType)?.foundAs ?? [])].includes(found)
}

/** Nothing that a program would know as its own, and no control characters beside those of text. */
async function isText(whole: Buffer): Promise<boolean> {
  const found = await fileTypeFromBuffer(whole)
  if (found && !found.mime.startsWith('text/')) return false
  const isWide = whole[0] === 0xff && whole[1] === 0xfe
  return isWide || !whole.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte))
}

/** From the head of the picture alone: nothing is unpacked. Turned as the camera says. */
async function pixels(whole: Buffer): Promise<{ width: number; height: number } | null> {
  try {
    const head = await sharp(whole, { limitInputPixels: false }).metadata()
    const { width, height } = head.autoOrient
    return width > 0 && height > 0 ? { width, height } : null
  } catch {
    return null
  }
}
