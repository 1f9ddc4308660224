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

/** Checks that the module of a field that it adds to another module's type is not switched off. */
export function guardedAddition(module: string, resolve: Resolve): Resolve {
  return (root, args, context, info) => {
    if (context.principal) refuseSwitchedOff(module, context.principal)
    return resolve(root, args, context, info)
  }
}

/** Who may call a root field; `module` is the key of the module or blueprint that declares it. */
export type Rule = { readonly module: string; readonly verb: Verb } & (
  | { readonly allowance: Allowance }
  | { readonly record: RecordMeta }
)

/** What a rule says to somebody, or to nobody: go on, sign in first, not with this role, or not while it is off. */
export type Verdict = 'allowed' | 'unauthenticated' | 'forbidden' | 'disabled'

export function verdictOf(rule: Rule, principal: Principal | null): Verdict {
  if ('allowance' in rule && rule.allowance === 'public') return 'allowed'
  if (!principal) return 'unauthenticated'
  if (principal.switchedOff.has(rule.module)) return 'disabled'
  const isAllowed =
    'record' in rule
      ? reachInto(rule.record, rule.verb, principal) !== 'none'
      : includes(rule.allowance, rule, principal)
  return isAllowed ? 'allowed' : 'forbidden'
}

function check(rule: Rule, name: string, { principal }: RequestContext): void {
  const verdict = verdictOf(rule, principal)
  if (verdict === 'allowed') return
  if (!principal) throw LoncaError.unauthenticated()
  refuseSwitchedOff(rule.module, principal)
  throw LoncaError.forbidden(name)
}

function includes(allowance: Allowance, { module, verb }: Rule, principal: Principal): boolean {
  const role = roleWithin(module, verb, principal)
  if (role === null) return false
  return allowance === 'public' || allowance === 'signed-in' || allowance.includes(role)
}
