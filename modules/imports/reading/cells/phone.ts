import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { fold } from '../fold.ts'
import { blank, type CellParser, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { plainText } from './text.ts'

/** What people write when there is no number; it means the same as a blank cell. */
const NONE = new Set(['yok', 'bilinmiyor', 'belirtilmemis', 'none', 'no', 'n a', 'na', 'unknown', 'null', ''])

/**
 * A telephone number in E.164 (`+905323282791`), from `0532 328 27 91`, `+90 (532) 328-2791`, `905323282791`,
 * `0(532)3282791`, `5323282791`, `0090532…` or a landline such as `0212 743 45 26`; without a country code it is
 * of the context's country. Words for "none" (`yok`) are blank.
 */
export const phoneCell: CellParser<string> = (text, context) => {
  const given = plainText(text)
  if (NONE.has(fold(given))) return blank
  const number = parsePhoneNumberFromString(given, context.country as CountryCode)
  return number?.isValid() ? read(number.number) : unread(cellProblem('INVALID_PHONE', { given }))
}
