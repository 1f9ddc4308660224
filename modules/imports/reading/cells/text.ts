import { restoreDefused } from '../defuse.ts'
import { blank, type CellParser, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'

const UNDECODED = '\uFFFD'

/**
 * Text without the accidents of a spreadsheet: composed letters (NFC), spaces of every kind as one space,
 * none at the ends, and `="0532"`, which keeps leading zeros in Excel, as `0532`. For everything but notes.
 */
export function plainText(text: string): string {
  const wrapped = /^\s*="([^"]*)"\s*$/.exec(text)
  return (wrapped?.[1] ?? text)
    .normalize('NFC')
    .replace(/[\s\u200B\uFEFF]+/g, ' ')
    .trim()
}

/** One line of text, spaces tidied. A formula stays what it is, text. */
export function textCell(options: { maxLength: number }): CellParser<string> {
  return (text) => bounded(plainText(text), options.maxLength)
}

/**
 * Text as it was written, line breaks included (as `\n`), for notes. A formula is kept letter for letter and
 * never evaluated; the apostrophe that our own export put before one is taken off again.
 */
export function noteCell(options: { maxLength: number }): CellParser<string> {
  return (text) =>
    bounded(restoreDefused(text.normalize('NFC').replace(/\r\n?/g, '\n').trim()), options.maxLength)
}

function bounded(text: string, maxLength: number) {
  if (text === '') return blank
  if (text.includes(UNDECODED)) return unread(cellProblem('DAMAGED_TEXT', { given: text }))
  if (text.length > maxLength) return unread(cellProblem('TEXT_TOO_LONG', { given: text, limit: maxLength }))
  return read(text)
}
