import type { RoleName } from './record/attribute.ts'

/** Who may call a root field: nobody needs to be signed in, anyone signed in, or the listed roles. */
export type Allowance = 'public' | 'signed-in' | readonly RoleName[]

const allowances = new Map<unknown, Map<string, Allowance>>()

/** Says who may call a hand-written query, mutation or subscription. One without it stops the boot. */
export function Allow(allowance: Allowance): MethodDecorator {
  return (prototype, method) => {
    const methods = allowances.get(prototype.constructor) ?? new Map<string, Allowance>()
    methods.set(String(method), allowance)
    allowances.set(prototype.constructor, methods)
  }
}

export function allowanceOf(resolver: unknown, method: string): Allowance | undefined {
  return allowances.get(resolver)?.get(method)
}

const secretAnswers = new Set<string>()

/** Marks a mutation whose answer holds a secret that is shown once (a token, a key): no answer of it is ever kept. */
export function AnswersSecret(): MethodDecorator {
  return (_prototype, method) => {
    secretAnswers.add(String(method))
  }
}

/** Whether answers of this mutation hold a secret. */
export function answersSecret(mutation: string): boolean {
  return secretAnswers.has(mutation)
}
