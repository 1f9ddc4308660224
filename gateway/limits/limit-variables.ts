import { LoncaError } from '../../schema/index.ts'

/** How much the variables of one operation may hold, over HTTP and over WebSocket alike. */
export const variableLimits = {
  /** Objects and lists within each other; a filter of ours needs about ten. */
  levels: 50,
  /** Values in all, at every level. */
  values: 10_000,
  /** Of these, objects; each is compared with all fields that it could have. A filter of ours has about a hundred. */
  objects: 500,
} as const

/**
 * Refuses variables that are short to send and long to walk through: whatever reads them later calls itself for each
 * level. This one does not.
 *
 * @throws LoncaError BAD_USER_INPUT
 */
export function limitVariables(variables: unknown): void {
  let level: unknown[] = [variables]
  let values = 0
  let objects = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > variableLimits.levels) throw tooMuch(`more than ${variableLimits.levels} levels`)
    values += level.length
    if (values > variableLimits.values) throw tooMuch(`more than ${variableLimits.values} values`)
    objects += objectsAmong(level)
    if (objects > variableLimits.objects) throw tooMuch(`more than ${variableLimits.objects} objects`)
    level = below(level)
  }
}

function tooMuch(what: string): LoncaError {
  return LoncaError.badInput(`The variables have ${what}. Ask in smaller parts.`, { http: { status: 400 } })
}

function objectsAmong(level: readonly unknown[]): number {
  let objects = 0
  for (const value of level)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) objects += 1
  return objects
}

function below(level: readonly unknown[]): unknown[] {
  const values: unknown[] = []
  for (const value of level) {
    if (typeof value !== 'object' || value === null) continue
    for (const one of Object.values(value)) values.push(one)
  }
  return values
}
