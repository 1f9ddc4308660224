import type { PermissionModule, Reach, Verb } from './roles.graphql.ts'

const order: readonly Reach[] = ['NONE', 'OWN', 'TEAM', 'ALL']
const width = (reach: Reach) => order.indexOf(reach)

/**
 * One half of a cell turned to its next possibility. Nobody may act on what they do not see: the other half follows,
 * to the widest or the narrowest that fits.
 */
export function turnedCell(
  module: Pick<PermissionModule, Verb>,
  cell: Readonly<Record<Verb, Reach>>,
  verb: Verb,
): Readonly<Record<Verb, Reach>> {
  const possible = module[verb]
  const next = possible[(possible.indexOf(cell[verb]) + 1) % possible.length] ?? 'NONE'
  if (verb === 'see') {
    if (width(cell.act) <= width(next)) return { see: next, act: cell.act }
    return { see: next, act: module.act.filter((reach) => width(reach) <= width(next)).at(-1) ?? 'NONE' }
  }
  if (width(cell.see) >= width(next)) return { see: cell.see, act: next }
  return { see: module.see.find((reach) => width(reach) >= width(next)) ?? next, act: next }
}
