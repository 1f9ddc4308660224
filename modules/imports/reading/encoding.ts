import { READING_LIMITS, type ReadingLimits } from './limits.ts'
import { ImportFileError } from './problem.ts'

/**
 * Encodings that exports come in. UTF_16LE is what Excel writes as "Unicode text" and is taken only with its
 * byte order mark.
 */
export type FileEncoding = 'UTF_8' | 'WINDOWS_1254' | 'UTF_16LE'

/** The bytes of a file in pieces, for example `createReadStream(path)`. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface EncodingFinding {
  encoding: FileEncoding
  /** Whether the file starts with a byte order mark (it never reaches the cells). */
  byteOrderMark: boolean
  /** Size of the file in bytes. */
  bytes: number
  /** Bytes that the chosen encoding cannot decode; they show as U+FFFD. */
  damagedBytes: number
}

const LABELS: Record<FileEncoding, string> = {
  UTF_8: 'utf-8',
  WINDOWS_1254: 'windows-1254',
  UTF_16LE: 'utf-16le',
}

/** First bytes of files that people upload in place of a CSV. */
const SIGNATURES: ReadonlyArray<[string, number[]]> = [
  ['an Excel workbook (.xlsx) or another zip file', [0x50, 0x4b, 0x03, 0x04]],
  ['an empty zip file', [0x50, 0x4b, 0x05, 0x06]],
  ['an old Excel workbook (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a gzip file', [0x1f, 0x8b]],
]

/**
 * Reads a whole file once and says in which encoding it is. Valid UTF-8 is UTF-8. Otherwise the file is
 * Windows-1254 (Turkish Excel's "CSV"), except where most multi-byte sequences are valid UTF-8: then it is a
 * UTF-8 file with a few damaged bytes. The whole file is read because the first Turkish letter may stand on
 * its last line; memory stays at one piece.
 *
 * @throws ImportFileError EMPTY_FILE, NOT_TEXT, FILE_TOO_LARGE
 */
export async function detectEncoding(
  source: ByteSource,
  limits: Readonly<ReadingLimits> = READING_LIMITS,
): Promise<EncodingFinding> {
  const census = new Utf8Census()
  let head: Uint8Array = new Uint8Array(0)
  let bytes = 0
  let visible = false
  let hasNul = false
  for await (const piece of source) {
    bytes += piece.length
    if (bytes > limits.fileBytes) throw new ImportFileError('FILE_TOO_LARGE', { limit: limits.fileBytes })
    if (head.length < 8) head = joined(head, piece.subarray(0, 8))
    visible ||= piece.some((byte) => byte > 0x20)
    hasNul ||= piece.includes(0)
    census.push(piece)
  }
  const signature = SIGNATURES.find(([, mark]) => startsWith(head, mark))
  if (signature) throw new ImportFileError('NOT_TEXT', { given: signature[0] })
  if (startsWith(head, [0xff, 0xfe])) {
    if (bytes <= 2) throw new ImportFileError('EMPTY_FILE')
    return { encoding: 'UTF_16LE', byteOrderMark: true, bytes, damagedBytes: 0 }
  }
  const byteOrderMark = startsWith(head, [0xef, 0xbb, 0xbf])
  if (!visible || (byteOrderMark && bytes === 3)) throw new ImportFileError('EMPTY_FILE')
  if (hasNul) throw new ImportFileError('NOT_TEXT')
  const { sequences, damaged } = census.end()
  const isUtf8 = damaged === 0 || byteOrderMark || sequences > 9 * damaged
  return isUtf8
    ? { encoding: 'UTF_8', byteOrderMark, bytes, damagedBytes: damaged }
    : { encoding: 'WINDOWS_1254', byteOrderMark: false, bytes, damagedBytes: 0 }
}

/** Decodes a file piece by piece; letters split over two pieces stay whole, a byte order mark is dropped. */
export async function* decodeText(source: ByteSource, encoding: FileEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(LABELS[encoding])
  for await (const piece of source) {
    const text = decoder.decode(piece, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** Counts the valid multi-byte sequences and the bytes that fit no sequence (RFC 3629, by lead byte only). */
class Utf8Census {
  private sequences = 0
  private damaged = 0
  private expected = 0
  private seen = 0

  push(piece: Uint8Array): void {
    for (const byte of piece) {
      const isContinuation = (byte & 0xc0) === 0x80
      if (this.expected > 0) {
        if (isContinuation) {
          this.seen++
          if (--this.expected === 0) {
            this.sequences++
            this.seen = 0
          }
          continue
        }
        this.damaged += this.seen
        this.expected = 0
        this.seen = 0
      }
      if (byte < 0x80) continue
      const length =
        byte >= 0xc2 && byte <= 0xdf
          ? 2
          : byte >= 0xe0 && byte <= 0xef
            ? 3
            : byte >= 0xf0 && byte <= 0xf4
              ? 4
              : 0
      if (length === 0) this.damaged++
      else {
        this.expected = length - 1
        this.seen = 1
      }
    }
  }

  end(): { sequences: number; damaged: number } {
    this.damaged += this.seen
    this.seen = 0
    this.expected = 0
    return { sequences: this.sequences, damaged: this.damaged }
  }
}

function startsWith(head: Uint8Array, mark: readonly number[]): boolean {
  return head.length >= mark.length && mark.every((byte, index) => head[index] === byte)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}
