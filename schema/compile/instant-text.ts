const dateLength = '2026-11-16'.length
const timeLength = '06:00:00'.length
const ending = '.000Z'

const space = 32
const capitalT = 84

/**
 * Writes a moment in UTC as it goes out over the letters of `text`, of which `bytes` are the bytes: from `at` on stands
 * what PostgreSQL calls it, from `start` on what is written. False where it has not just this length, as with fractions
 * of seconds: `instantText` says it then.
 */
export function writeInstant(text: string, at: number, bytes: Buffer, start: number): boolean {
  const middle = at + dateLength
  const end = middle + 1 + timeLength
  if (text.charCodeAt(middle) !== space || text.charCodeAt(end) !== space) return false
  for (let index = 0; at + index < end; index += 1) bytes[start + index] = text.charCodeAt(at + index)
  bytes[start + dateLength] = capitalT
  for (let index = 0; index < ending.length; index += 1) {
    bytes[start + end - at + index] = ending.charCodeAt(index)
  }
  return true
}

/** `2026-11-16 06:00:00.12` as `2026-11-16T06:00:00.120Z`: as many digits as JavaScript has, and no era. */
export function instantText(given: string): string {
  const [date = '', time = ''] = given.split(' ')
  const [seconds = '', fraction = ''] = time.split('.')
  return `${date}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}
