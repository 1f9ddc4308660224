import { randomFillSync } from 'node:crypto'

/** Random bytes for so many ids are asked for at a time: asking takes longer than the bytes. */
const idsAtOnce = 512
const digitsEach = 11

const bytes = Buffer.alloc((idsAtOnce * digitsEach) / 2)
let random = ''
let used = idsAtOnce

let milliseconds = 0
let timeDigits = ''
let counter = 0
const maxCounter = 2 ** 30

/**
 * A UUID of version 7 (RFC 9562): the time in milliseconds, a counter of 30 bits that begins anywhere in its lower half,
 * 44 random bits. Those of one process are in order, however many a millisecond has.
 */
export function uuidV7(): string {
  if (used === idsAtOnce) {
    random = randomFillSync(bytes).toString('hex')
    used = 0
  }
  const from = digitsEach * used
  used += 1
  next()
  const high = hex(0x7000 | (counter >>> 18))
  const middle = hex(0x8000 | ((counter >>> 4) & 0x3fff))
  const low = (counter & 15).toString(16)
  return `${timeDigits}-${high}-${middle}-${low}${random.slice(from, from + digitsEach)}`
}

function next(): void {
  const now = Date.now()
  if (now <= milliseconds && counter + 1 < maxCounter) {
    counter += 1
    return
  }
  milliseconds = Math.max(now, milliseconds + 1)
  // Digits that are not given out with the id.
  counter = Math.floor(Math.random() * (maxCounter / 2))
  const digits = milliseconds.toString(16).padStart(12, '0')
  timeDigits = `${digits.slice(0, 8)}-${digits.slice(8)}`
}

function hex(sixteenBits: number): string {
  return sixteenBits.toString(16)
}
