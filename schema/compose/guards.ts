import type { GraphQLFieldResolver } from 'graphql'
import { reachInto, refuseSwitchedOff, roleWithin } from '../access.ts'
import type { Allowance } from '../allow.ts'
import type { RequestContext } from '../context.ts'
import { LoncaError } from '../errors.ts'
import type { Principal } from '../principal.ts'
import type { RecordMeta, Verb } from '../record/record-meta.ts'

type Resolve = GraphQLFieldResolver<unknown, RequestContext>

/** Checks a root field's rule before it does anything. */
export function guarded(rule: Rule, name: string, resolve: Resolve): Resolve {
  return (root, args, context, info) => {
    check(rule, name, context)
    return resolve(root, args, context, info)
  }
}

/** Who may call a root field; `module` is the key of the module or blueprint that declares it. */
export type Rule = { readonly module: string; readonly verb: Verb } & (
  | { readonly allowance: Allowance }
  | { readonly record: RecordMeta }
)

function check(rule: Rule, name: string, context: RequestContext): void {
  if ('allowance' in rule && rule.allowance === 'public') return
  const { principal } = context
  if (!principal) throw LoncaError.unauthenticated()
  refuseSwitchedOff(rule.module, principal)
  if ('record' in rule) {
    if (reachInto(rule.record, rule.verb, principal) === 'none') throw LoncaError.forbidden(name)
  } else if (!isAllowed(rule.allowance, rule, principal)) {
    throw LoncaError.forbidden(name)
  }
}

function isAllowed(allowance: Allowance, { module, verb }: Rule, principal: Principal): boolean {
  const role = roleWithin(module, verb, principal)
  if (role === null) return false
  return allowance === 'public' || allowance === 'signed-in' || allowance.includes(role)
}
