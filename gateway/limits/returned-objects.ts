import { JsonData } from '../reads/json-data.ts'

/** How many objects an answer holds, the answer itself not counted; JSON values count as what they are made of. */
export function objectsIn(data: unknown): number {
  if (data instanceof JsonData) return objectsInText(data.bytes.toString('latin1'))
  const counted = count(data)
  return Math.max(counted - 1, 0)
}

function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let sum = 0
  if (Array.isArray(value)) {
    for (const one of value) sum += count(one)
    return sum
  }
  // Scalars that are objects, such as moments, become text in the answer.
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return 0
  const record = value as Record<string, unknown>
  let isEmpty = true
  for (const key in record) {
    isEmpty = false
    sum += count(record[key])
  }
  return isEmpty ? 0 : sum + 1
}

/**
 * The same for an answer that is text already, without reading it: in JSON without spaces, a brace and a quote with the
 * beginning of a name after them only stand where an object begins, because quotes inside of a text are escaped.
 */
export function objectsInText(data: string): number {
  let sum = 0
  for (let at = data.indexOf('{"'); at >= 0; at = data.indexOf('{"', at + 2)) {
    if (beginsName(data.charCodeAt(at + 2))) sum += 1
  }
  return Math.max(sum - 1, 0)
}

/** Letters and the underline: what the name of a field begins with. */
function beginsName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
}
