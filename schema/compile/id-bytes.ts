/** Letters of base 32 by their value. */
const letters = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz')

/** Value of a digit of base 64 by its character code. */
const sixBits = new Uint8Array(128)
for (const [value, digit] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  sixBits[digit.charCodeAt(0)] = value
}

/** Writes the 26 letters of a TypeID into `bytes`, from `start` on, for the UUID whose base 64 stands at `at`. */
export function writeUuid(text: string, at: number, bytes: Buffer, start: number): void {
  const digit = (index: number) => sixBits[text.charCodeAt(at + index)] as number
  const first = (digit(0) << 2) | (digit(1) >> 4)
  bytes[start] = letters[first >> 5] as number
  bytes[start + 1] = letters[first & 31] as number
  // What follows the first eight bits are four times thirty: four bits of a digit, four digits and two bits of another.
  for (let part = 0; part < 4; part += 1) {
    const index = 1 + 5 * part
    const bits =
      ((digit(index) & 15) << 26) |
      (digit(index + 1) << 20) |
      (digit(index + 2) << 14) |
      (digit(index + 3) << 8) |
      (digit(index + 4) << 2) |
      (digit(index + 5) >> 4)
    const place = start + 2 + 6 * part
    bytes[place] = letters[bits >> 25] as number
    bytes[place + 1] = letters[(bits >> 20) & 31] as number
    bytes[place + 2] = letters[(bits >> 15) & 31] as number
    bytes[place + 3] = letters[(bits >> 10) & 31] as number
    bytes[place + 4] = letters[(bits >> 5) & 31] as number
    bytes[place + 5] = letters[bits & 31] as number
  }
}
