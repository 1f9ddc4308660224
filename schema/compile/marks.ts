/**
 * What PostgreSQL leaves to be written by the process, between characters that JSON text never holds: ids, which it
 * knows as UUIDs, and what must be computed from values of the row.
 */
export const idMark = '\u0001'
export const openMark = '\u0002'
export const closeMark = '\u0003'

/** Before a record that health data is shown of: its prefix, `_` and its UUID follow, and nothing of it goes out. */
export { healthMark } from '../read/health-access.ts'

/** The letter after `openMark` that says what stands between the marks. */
export const cursorLetter = 'c'
export const jsonLetter = 'j'
export const codeLetter = 'f'
/** Code fields are numbered by a character of their own, the first with this code. */
export const firstNumber = 48
