import { isSame } from './definition-changes.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * Brings together what a business and its sector changed of one thing since `base`: each value that only one of them
 * changed is that one's. Null when both changed a value in different ways, for somebody to decide.
 */
export function mergeThreeWays(base: Values, theirs: Values, fresh: Values): Values | null {
  const merged: Record<string, unknown> = {}
  for (const name of Object.keys(fresh)) {
    if (isSame(base[name], fresh[name]) || isSame(theirs[name], fresh[name])) merged[name] = theirs[name]
    else if (isSame(theirs[name], base[name])) merged[name] = fresh[name]
    else return null
  }
  return merged
}
