/** Of these names the one that takes the fewest changes of a letter to become the given one. */
export function nearest(given: string, names: readonly string[]): string {
  const [best] = [...names].sort((left, right) => distance(given, left) - distance(given, right))
  return best ?? ''
}

/** Levenshtein's distance, without regard to capitals. */
function distance(left: string, right: string): number {
  const [from, to] = [left.toLowerCase().slice(0, 80), right.toLowerCase().slice(0, 80)]
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line]
    for (let column = 1; column <= to.length; column += 1) {
      const changed = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
