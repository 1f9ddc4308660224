import { fold } from '../fold.ts'
import { blank, type CellParser, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { plainText } from './text.ts'

const NONE = new Set(['yok', 'none', 'n a', 'na', 'null', ''])
const ADDRESS = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

/**
 * An e-mail address in lower case. Lower case is that of ASCII, never of Turkish: `IREM@…` is `irem@…` and
 * not `ırem@…`. An address such as `ada at mail.com` is not repaired in silence, because a message to a guessed
 * address may reach a stranger: it is a problem that carries the suggestion.
 */
export const emailCell: CellParser<string> = (text) => {
  const given = plainText(text)
  if (NONE.has(fold(given))) return blank
  const address = given.replace(/^mailto:/i, '').toLowerCase()
  if (isAddress(address)) return read(address)
  const suggestion = address.replace(/\s*[([]?\bat\b[)\]]?\s*/, '@').replace(/\s+/g, '')
  return unread(cellProblem('INVALID_EMAIL', { given, ...(isAddress(suggestion) ? { suggestion } : {}) }))
}

function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text) && !text.includes('..') && !/^\.|\.@/.test(text)
}
