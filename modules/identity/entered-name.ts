import { refuse } from '../../schema/index.ts'

const maxNameLength = 120

/** A person's name as they entered it, on one line. */
export function enteredName(entered: string | null | undefined): string {
  const name = (entered ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') refuse('REQUIRED', ['name'])
  if (name.length > maxNameLength) refuse('TOO_LONG', ['name'], { max: maxNameLength })
  if (/\p{Cc}/u.test(name)) refuse('INVALID', ['name'])
  return name
}
