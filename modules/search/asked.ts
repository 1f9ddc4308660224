/** What somebody typed, read in each way that it could be meant; null where it cannot be. */
export interface Asked {
  readonly text: string
  readonly words: readonly string[]
  readonly code: string | null
  readonly digits: string | null
  readonly address: string | null
  /** `HH:mm`. */
  readonly time: string | null
}

const maxLength = 100
const maxWords = 6

/** Null when there is too little to look for. */
export function asked(query: string): Asked | null {
  const text = query.normalize('NFC').replaceAll('\u0000', '').trim().replace(/\s+/g, ' ').slice(0, maxLength)
  if (text.length < 2) return null
  const compact = text.toLowerCase().replace(/[\s.\-_/]/g, '')
  const digits = text.replace(/[\s()+\-./]/g, '')
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text)
  return {
    text,
    words: text.split(' ').slice(0, maxWords),
    code: /^[a-z0-9ıİ]{2,}$/i.test(compact) ? compact.replace(/[ıİ]/g, 'i') : null,
    // A number at home is written with a zero that the stored one does not have.
    digits: /^\d{3,15}$/.test(digits) ? digits.replace(/^(00)?90(?=\d{10}$)|^0+/, '') : null,
    address: text.length >= 3 && !text.includes(' ') ? text.toLowerCase() : null,
    time: clock ? `${clock[1]?.padStart(2, '0')}:${clock[2]}` : null,
  }
}

/** For use in `like`. */
export function escapedLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
