import { blank, type CellParser, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { plainText } from './text.ts'

/**
 * A whole number such as `45`, `45 dk`, `20.743` or `20 743`: thousands may be grouped, a unit of letters may
 * follow. Anything with decimals is refused, and so is a number outside `min` to `max`.
 */
export function integerCell(options: { min: number; max: number }): CellParser<number> {
  return (text) => {
    const given = plainText(text)
    if (given === '') return blank
    const parts = /^(-?)(\d+|\d{1,3}(?:([ .,])\d{3})(?:\3\d{3})*)(?:[.,]0{1,2})?\s*\p{L}*\.?$/u.exec(given)
    if (!parts) return unread(cellProblem('UNREADABLE_NUMBER', { given }))
    const value = Number(`${parts[1]}${(parts[2] as string).replace(/\D/g, '')}`)
    if (value < options.min || value > options.max)
      return unread(cellProblem('NUMBER_OUT_OF_RANGE', { given, expected: `${options.min}–${options.max}` }))
    return read(value)
  }
}
