import { LoncaError } from './errors.ts'
import type { Principal } from './principal.ts'
import type { RoleName } from './record/attribute.ts'
import type { Reach, RecordMeta, Verb } from './record/record-meta.ts'

/** What a role as the tenant set it up, or an API key, may do in one module; what it leaves out is as declared. */
export interface Grant {
  readonly see?: Reach
  readonly act?: Reach
}

const width: Readonly<Record<Reach, number>> = { none: 0, own: 1, team: 2, all: 3 }

/** Whether a reach goes further than another one. */
export function isWider(one: Reach, other: Reach): boolean {
  return width[one] > width[other]
}

/**
 * Which built-in role a person counts as in a module, once the tenant's own permissions have had their say: whoever
 * was given everything counts as a manager, whoever was given a part as staff. Null: nothing there is theirs.
 */
export function roleWithin(module: string, verb: Verb, principal: Principal): RoleName | null {
  const granted = principal.grants?.get(module)?.[verb]
  if (granted === 'none') return null
  if (granted === undefined || principal.role === 'owner') return principal.role
  return granted === 'all' ? 'manager' : 'staff'
}

/**
 * How far a person reaches into a record: what the record declares for their role, unless the tenant's own permissions
 * say something of its module. Those never go beyond what the record allows a manager. Where rows are nobody's own,
 * a part of them means what the record declares for staff.
 */
export function reachInto(meta: RecordMeta, verb: Verb, principal: Principal): Reach {
  if (principal.switchedOff.has(meta.module)) return 'none'
  const role = roleWithin(meta.module, verb, principal)
  if (role === null) return 'none'
  const granted = principal.grants?.get(meta.module)?.[verb]
  if (granted === undefined || granted === 'all' || !meta.divided) return meta.access[verb][role]
  const most = meta.access[verb][role === 'owner' ? 'owner' : 'manager']
  return isWider(granted, most) ? most : granted
}

/** Throws MODULE_DISABLED when the tenant has switched the module off. */
export function refuseSwitchedOff(module: string, principal: Principal): void {
  if (!principal.switchedOff.has(module)) return
  throw new LoncaError('MODULE_DISABLED', `The module "${module}" is switched off in this business.`, {
    module,
    enabledBy: ['owner'],
  })
}

/**
 * To be run in a transaction that gives or takes access: with its commit every process forgets whom it knows and looks
 * again at the sockets that are open. Carries no content.
 */
export const accessChanged = 'notify lonca_access'
