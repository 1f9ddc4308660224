import { attributeOf, recordMeta, refuse } from '../../schema/index.ts'
import { StoredFile } from './stored-file.ts'

/** A name as it is kept: the last part of a path, without control characters. Refuses none and one that is too long. */
export function enteredName(entered: string): string {
  const last = entered.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  // Marks that turn the reading direction make "fdp.exe" look like "exe.pdf".
  const name = last.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  const { maxLength = 200 } = attributeOf(recordMeta(StoredFile), 'name')
  if (name === '') refuse('REQUIRED', ['name'])
  if (name.length > maxLength) refuse('TOO_LONG', ['name'], { max: maxLength })
  return name
}
