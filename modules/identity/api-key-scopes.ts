import type { Grant } from '../../schema/index.ts'

/** What every key needs to understand its own answers: the business with its branches, departments and blueprints. */
const alwaysSeen: Readonly<globalThis.Record<string, Grant>> = { tenancy: { see: 'all', act: 'none' } }

/** Modules that a key may never change anything of: people, their roles and keys are for people. */
const seenOnly: ReadonlySet<string> = new Set(['tenancy', 'identity', 'audit'])

/** Every scope that a key of a business with these modules may have. */
export function knownScopes(modules: readonly string[]): string[] {
  return modules.flatMap((module) => [`${module}:see`, ...(seenOnly.has(module) ? [] : [`${module}:act`])])
}

/** What the scopes allow, module by module; nothing of any other. */
export function grantsOf(scopes: readonly string[], modules: readonly string[]): Map<string, Grant> {
  const held = new Set(scopes)
  return new Map(
    modules.map((module) => {
      const mayAct = held.has(`${module}:act`) && !seenOnly.has(module)
      const maySee = mayAct || held.has(`${module}:see`)
      const grant: Grant = { see: maySee ? 'all' : 'none', act: mayAct ? 'all' : 'none' }
      return [module, alwaysSeen[module] ?? grant]
    }),
  )
}
