/** The tax number (VKN) without spaces, or null when its check digit is wrong. */
export function normaliseTaxNumber(entered: string): string | null {
  const text = entered.replace(/\s/g, '')
  if (!/^\d{10}$/.test(text)) return null
  const digits = [...text].map(Number)
  let sum = 0
  for (let place = 1; place <= 9; place += 1) {
    const shifted = ((digits[place - 1] ?? 0) + 10 - place) % 10
    if (shifted === 0) continue
    sum += (shifted * 2 ** (10 - place)) % 9 || 9
  }
  return (10 - (sum % 10)) % 10 === digits[9] ? text : null
}

/** The identity number (TCKN) without spaces, or null when one of its two check digits is wrong. */
export function normaliseIdentityNumber(entered: string): string | null {
  const text = entered.replace(/\s/g, '')
  if (!/^[1-9]\d{10}$/.test(text)) return null
  const digits = [...text].map(Number)
  const at = (place: number) => digits[place - 1] ?? 0
  const odd = at(1) + at(3) + at(5) + at(7) + at(9)
  const even = at(2) + at(4) + at(6) + at(8)
  const tenth = (((7 * odd - even) % 10) + 10) % 10
  const eleventh = digits.slice(0, 10).reduce((sum, digit) => sum + digit, 0) % 10
  return tenth === at(10) && eleventh === at(11) ? text : null
}
