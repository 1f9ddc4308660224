import type { GraphQLFieldResolver } from 'graphql'
import type { Allowance } from '../allow.ts'
import type { RequestContext } from '../context.ts'
import { LoncaError } from '../errors.ts'
import type { RecordMeta, Verb } from '../record/record-meta.ts'

type Resolve = GraphQLFieldResolver<unknown, RequestContext>

/** Checks a root field's rule before it does anything. */
export function guarded(rule: Rule, name: string, resolve: Resolve): Resolve {
  return (root, args, context, info) => {
    check(rule, name, context)
    return resolve(root, args, context, info)
  }
}

export type Rule = { readonly allowance: Allowance } | { readonly record: RecordMeta; readonly verb: Verb }

function check(rule: Rule, name: string, context: RequestContext): void {
  if ('allowance' in rule && rule.allowance === 'public') return
  const { principal } = context
  if (!principal) throw LoncaError.unauthenticated()
  if ('record' in rule) {
    if (rule.record.access[rule.verb][principal.role] === 'none') throw LoncaError.forbidden(name)
  } else if (
    rule.allowance !== 'signed-in' &&
    rule.allowance !== 'public' &&
    !rule.allowance.includes(principal.role)
  ) {
    throw LoncaError.forbidden(name)
  }
}
