import { healthMark } from '../read/health-access.ts'

/**
 * What PostgreSQL leaves to be written by the process: a mark, which JSON text never holds, a letter that says what
 * follows, and that. Ids and instants take as much room as what is written over them.
 */
export const mark = '\u0001'

/** The 16 bytes of a UUID in base 64: with mark and letter as long as the 26 letters of a TypeID. */
export const idLetter = 'i'
export const idMark = `${mark}${idLetter}`

/** A moment in UTC as PostgreSQL writes it, which `instantPad` fills up to the length of `2026-11-16T06:00:00.000Z`. */
export const instantLetter = 't'
export const instantMark = `${mark}${instantLetter}`
export const instantPad = '   '

/** A record that health data is shown of: its prefix, `_` and its UUID, and nothing of it goes out. */
export { healthMark }
export const healthLetter = healthMark.charAt(1)

/** The JSON that a cursor encodes, up to `closeMark`. */
export const cursorLetter = 'c'
export const cursorMark = `${mark}${cursorLetter}`

/** JSON that is to be written as JavaScript writes it, up to `closeMark`. */
export const jsonLetter = 'j'
export const jsonMark = `${mark}${jsonLetter}`

/** The number of a code field and the JSON of what it requires, up to `closeMark`. */
export const codeMark = `${mark}f`
/** The number of a field of the query that is written from sources, up to `closeMark`. */
export const writtenLetter = 'w'
export const writtenMark = `${mark}${writtenLetter}`

/** A source, up to `closeMark`; they stand behind the answer. See `compiled-field.ts`. */
export const sourceLetter = 's'
export const sourceMark = `${mark}${sourceLetter}`

/** Code fields are numbered by a character of their own, the first with this code. */
export const firstNumber = 48

export const closeMark = '\u0002'
