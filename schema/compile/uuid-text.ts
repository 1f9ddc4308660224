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
