/** Minor units of a typed price: `1.250,50`, `1250.5`, `650`; an empty one leaves the price open, null is no price. */
export function typedPrice(text: string): string | null {
  const compact = text.replace(/[\s₺]/g, '')
  if (compact === '') return '0'
  // A point or comma before one or two last digits is the decimal mark, every other one groups.
  const [, whole = '', cents = ''] = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(compact) ?? []
  const digits = whole.replace(/[.,]/g, '')
  if (!/^\d{1,9}$/.test(digits)) return null
  return String(Number(digits) * 100 + Number(cents.padEnd(2, '0')))
}
