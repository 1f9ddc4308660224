/**
 * What a kind of unit is called, read off the units themselves: Koltuk 1, Koltuk 2 and Koltuk 3 are Koltuk. A kind
 * whose units share no words is called by its key.
 */
export function nameOfType(type: string, units: readonly { name: string; type: string }[]): string {
  const names = units.filter((one) => one.type === type).map((one) => one.name.trim().split(/\s+/u))
  const [first, ...others] = names
  const shared: string[] = []
  for (const [index, word] of (first ?? []).entries()) {
    if (/^[\d.#-]+$/.test(word) || others.some((other) => other[index] !== word)) break
    shared.push(word)
  }
  const plain = type.replace(/[_-]+/g, ' ').toLowerCase()
  return shared.join(' ') || plain.charAt(0).toUpperCase() + plain.slice(1)
}
