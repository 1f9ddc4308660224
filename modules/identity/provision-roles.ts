import type { Work } from '../../schema/index.ts'
import { Role } from './role.ts'

/** The three roles that every tenant has; what they are called on a screen follows from their base. */
export function provisionRoles(work: Work): void {
  const builtIn = [
    ['Owner', 'OWNER'],
    ['Manager', 'MANAGER'],
    ['Staff', 'STAFF'],
  ] as const
  for (const [name, base] of builtIn) work.create<Role>(Role, { name, base, builtIn: true, grants: {} })
}
