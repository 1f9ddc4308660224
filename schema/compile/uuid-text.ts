const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Two letters of base 32 for every ten bits. */
const pairs = Array.from({ length: 1024 }, (_, bits) => `${alphabet[bits >> 5]}${alphabet[bits & 31]}`)

/** Value of a hexadecimal digit by its character code. */
const digits = new Uint8Array(128)
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value

/** The 26 letters of a TypeID for the UUID that starts at `at`: its 128 bits behind two zeros, in base 32 (Crockford). */
export function encodeUuid(text: string, at: number): string {
  let letters = ''
  let bits = 0
  // The two bits that fill 128 up to 26 letters.
  let held = 2
  for (let index = at; index < at + 36; index += 1) {
    const code = text.charCodeAt(index)
    if (code === hyphen) continue
    bits = (bits << 4) | (digits[code] as number)
    held += 4
    if (held < 10) continue
    held -= 10
    letters += pairs[bits >> held]
    bits &= (1 << held) - 1
  }
  return letters
}

const hyphen = 45

/** Value of a letter of base 32 by its character code; 255 for what is none. */
const values = new Uint8Array(128).fill(255)
for (const [value, letter] of [...alphabet].entries()) values[letter.charCodeAt(0)] = value

const hexadecimal = '0123456789abcdef'
const letterCount = 26

/** The UUID behind 26 letters that start at `at` and end the text; null when they are none. */
export function decodeUuid(text: string, at: number): string | null {
  // The first letter holds three bits.
  if (text.length !== at + letterCount || text.charCodeAt(at) > '7'.charCodeAt(0)) return null
  let uuid = ''
  let bits = 0
  let held = -2
  for (let index = at; index < text.length; index += 1) {
    const value = values[text.charCodeAt(index)] ?? 255
    if (value === 255) return null
    bits = (bits << 5) | value
    held += 5
    while (held >= 4) {
      held -= 4
      const { length } = uuid
      if (length === 8 || length === 13 || length === 18 || length === 23) uuid += '-'
      uuid += hexadecimal[(bits >> held) & 15]
      bits &= (1 << held) - 1
    }
  }
  return uuid
}
