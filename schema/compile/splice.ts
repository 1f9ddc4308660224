import { closeMark, cursorLetter, firstNumber, healthMark, idMark, jsonLetter, openMark } from './marks.ts'
import { encodeUuid } from './uuid-text.ts'

const uuidLength = 36

/** A value that code is to compute, where it stands in the text. */
export interface OpenPlace {
  /** The place's index in `pieces`. */
  readonly piece: number
  /** Number of the code field. */
  readonly number: number
  /** The JSON of what the field requires. */
  readonly row: string
}

/** What PostgreSQL answered, with ids and cursors written; `open` is what is still to be computed. */
export interface Spliced {
  readonly pieces: string[]
  readonly open: readonly OpenPlace[]
}

/** Writes what the marks in a text stand for. */
export function splice(text: string): Spliced {
  const pieces: string[] = []
  const open: OpenPlace[] = []
  let from = 0
  let id = text.indexOf(idMark)
  let other = text.indexOf(openMark)
  let health = text.indexOf(healthMark)
  while (id !== -1 || other !== -1 || health !== -1) {
    if (health !== -1 && (id === -1 || health < id) && (other === -1 || health < other)) {
      pieces.push(text.slice(from, health))
      from = text.indexOf('_', health) + 1 + uuidLength
      health = text.indexOf(healthMark, from)
      continue
    }
    if (id !== -1 && (other === -1 || id < other)) {
      pieces.push(text.slice(from, id), encodeUuid(text, id + 1))
      from = id + 1 + uuidLength
      id = text.indexOf(idMark, from)
      continue
    }
    const end = text.indexOf(closeMark, other)
    const letter = text[other + 1]
    pieces.push(text.slice(from, other))
    if (letter === cursorLetter) pieces.push(Buffer.from(text.slice(other + 2, end)).toString('base64url'))
    else if (letter === jsonLetter) pieces.push(JSON.stringify(JSON.parse(text.slice(other + 2, end))))
    else {
      const number = text.charCodeAt(other + 2) - firstNumber
      open.push({ piece: pieces.push('') - 1, number, row: text.slice(other + 3, end) })
    }
    from = end + 1
    other = text.indexOf(openMark, from)
  }
  pieces.push(text.slice(from))
  return { pieces, open }
}
