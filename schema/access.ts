import { LoncaError } from './errors.ts'
import type { Principal } from './principal.ts'
import type { Reach, RecordMeta, Verb } from './record/record-meta.ts'

/** What a role of the tenant's own making, or an API key, may do in one module. */
export interface Grant {
  readonly see: Reach
  readonly act: Reach
}

const width: Readonly<Record<Reach, number>> = { none: 0, own: 1, team: 2, all: 3 }

/**
 * How far a person reaches into a record: what the record declares for their role, unless the tenant's own permissions
 * say something of its module. Those never go beyond what the record allows a manager. A record that is assigned to
 * nobody cannot be reached in part: there, a part means what the record declares.
 */
export function reachInto(meta: RecordMeta, verb: Verb, principal: Principal): Reach {
  if (principal.switchedOff.has(meta.module)) return 'none'
  const declared = meta.access[verb][principal.role]
  const granted = principal.grants?.get(meta.module)?.[verb]
  if (granted === undefined || granted === 'none') return granted ?? declared
  if (granted !== 'all' && !meta.assignee && !meta.assignedBy?.length) return declared
  const most = principal.role === 'owner' ? declared : meta.access[verb].manager
  return width[granted] < width[most] ? granted : most
}

/** Throws MODULE_DISABLED when the tenant has switched the module off. */
export function refuseSwitchedOff(module: string, principal: Principal): void {
  if (!principal.switchedOff.has(module)) return
  throw new LoncaError('MODULE_DISABLED', `The module "${module}" is switched off in this business.`, {
    module,
  })
}
