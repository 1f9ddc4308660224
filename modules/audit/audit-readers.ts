import { LoncaError, type Principal, type RoleName, verdictOf } from '../../schema/index.ts'

/** Who reads the event log, unless the permissions of the business say something of this module. */
export const auditReaders: readonly RoleName[] = ['owner', 'manager']

/** For what sends the log elsewhere than through the schema, whose fields are guarded. Throws FORBIDDEN. */
export function refuseAuditReader(principal: Principal): void {
  const rule = { module: 'audit', verb: 'see', allowance: auditReaders } as const
  if (verdictOf(rule, principal) !== 'allowed') throw LoncaError.forbidden('the audit log')
}
