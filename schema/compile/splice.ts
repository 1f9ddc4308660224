import { writeUuid } from './id-bytes.ts'
import { instantText, writeInstant } from './instant-text.ts'
import {
  closeMark,
  cursorLetter,
  firstNumber,
  healthLetter,
  idLetter,
  idMark,
  instantLetter,
  instantPad,
  jsonLetter,
  mark,
  sourceLetter,
  writtenLetter,
} from './marks.ts'

const uuidLength = 36
const idLength = 26
const instantLength = '2026-11-16T06:00:00.000Z'.length

/** A value that code is to compute, where it stands in the text. */
export interface OpenPlace {
  /** The place's index in `pieces`. */
  readonly piece: number
  /** Number of the code field. */
  readonly number: number
  /** The JSON of what the field requires. */
  readonly row: string
}

/** Where a field of the query is written from sources. */
export interface WrittenPlace {
  readonly piece: number
  /** Number of the written field. */
  readonly number: number
}

/** What PostgreSQL answered, with ids, instants and cursors written; `open` and `written` are still to be computed. */
export interface Spliced {
  /** UTF-8, or text that is to become it. */
  readonly pieces: (Buffer | string)[]
  readonly open: readonly OpenPlace[]
  readonly written: readonly WrittenPlace[]
  readonly sources: readonly string[]
}

/**
 * Writes what the marks in an answer stand for: into `answer` itself where that has the same length, so that a list
 * stays a single piece.
 */
export function splice(answer: Buffer): Spliced {
  const pieces: (Buffer | string)[] = []
  const open: OpenPlace[] = []
  const written: WrittenPlace[] = []
  const sources: string[] = []
  // A character for each byte, where a mark is found fastest.
  const text = answer.toString('latin1')
  let from = 0
  let next = 0
  const replace = (start: number, by: string, end: number) => {
    pieces.push(answer.subarray(from, start), by)
    from = end
    next = end
  }
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, next)) {
    const content = at + idMark.length
    const letter = text.charAt(at + 1)
    if (letter === idLetter) {
      writeUuid(text, content, answer, at)
      next = at + idLength
    } else if (letter === instantLetter) {
      next = at + instantLength
      if (writeInstant(text, content, answer, at)) continue
      const end = text.indexOf(instantPad, content)
      replace(at, instantText(text.slice(content, end)), end + instantPad.length)
    } else if (letter === healthLetter) {
      replace(at, '', text.indexOf('_', content) + 1 + uuidLength)
    } else {
      const end = text.indexOf(closeMark, content)
      if (letter === cursorLetter) replace(at, answer.toString('base64url', content, end), end + 1)
      else if (letter === jsonLetter)
        replace(at, JSON.stringify(JSON.parse(answer.toString('utf8', content, end))), end + 1)
      else if (letter === sourceLetter) {
        sources.push(answer.toString('utf8', content, end))
        replace(at, '', end + 1)
      } else if (letter === writtenLetter) {
        written.push({
          piece: pieces.length + 1,
          number: answer.toString('utf8', content, end).charCodeAt(0) - firstNumber,
        })
        replace(at, '', end + 1)
      } else {
        const row = answer.toString('utf8', content, end)
        open.push({ piece: pieces.length + 1, number: row.charCodeAt(0) - firstNumber, row: row.slice(1) })
        replace(at, '', end + 1)
      }
    }
  }
  pieces.push(from === 0 ? answer : answer.subarray(from))
  return { pieces, open, written, sources }
}

/** All pieces as one. */
export function joined(pieces: Spliced['pieces']): Buffer {
  const [only] = pieces
  if (pieces.length === 1 && typeof only === 'object') return only
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}
