/**
 * A licence plate as it is stored: capital letters, single spaces. A Turkish plate becomes `34 ABC 123` however it
 * was entered; another country's keeps its own grouping. Null when it cannot be a plate.
 */
export function normalisePlate(entered: string): string | null {
  // Turkish plates have neither Ç, Ğ, İ, Ö, Ş, Ü nor Q, W, X; a dotted or undotted i is meant as I.
  const text = entered
    .trim()
    .replace(/[ıi]/g, 'I')
    .toUpperCase()
    .replace(/İ/g, 'I')
    .replace(/[\s.\-_]+/g, ' ')
  const turkish = /^(0[1-9]|[1-7]\d|8[01]) ?([A-PR-VYZ]{1,3}) ?(\d{2,5})$/.exec(text)
  if (turkish) return turkish.slice(1).join(' ')
  return /^[A-Z0-9][A-Z0-9 ]{2,11}$/.test(text) && /\d/.test(text) ? text : null
}
