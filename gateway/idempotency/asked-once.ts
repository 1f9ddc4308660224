import { createHash } from 'node:crypto'
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse, visit } from 'graphql'
import { answersSecret, LoncaError } from '../../schema/index.ts'
import { parseOptions } from '../limits/operation-limits.ts'

/** A mutation that its caller wants carried out once. */
export interface AskedOnce {
  readonly key: string
  /** SHA-256, hexadecimal, of document, operation name and variables. */
  readonly hash: string
  readonly keepsAnswer: boolean
}

export interface AskedOperation {
  readonly query?: unknown
  readonly operationName?: unknown
  readonly variables?: unknown
}

export const maxKeyLength = 255

/**
 * What a key asks for: null without one, or beside anything that is no mutation. What cannot be parsed is left to
 * whoever answers it.
 */
export function askedOnce(key: unknown, operation: AskedOperation): AskedOnce | null {
  if (key === undefined || typeof operation.query !== 'string') return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw LoncaError.badInput(
      `An Idempotency-Key has 1 to ${maxKeyLength} printable characters and no space, such as a UUID.`,
    )
  }
  const document = documentOf(operation.query)
  if (!document || definitionOf(document, operation.operationName)?.operation !== 'mutation') return null
  const { query, operationName = null, variables = null } = operation
  return {
    key,
    hash: createHash('sha256')
      .update(JSON.stringify(ordered([query, operationName, variables ?? {}])))
      .digest('hex'),
    keepsAnswer: !asksForSecret(document),
  }
}

function documentOf(query: string): DocumentNode | null {
  try {
    return parse(query, parseOptions)
  } catch {
    return null
  }
}

function definitionOf(document: DocumentNode, name: unknown): OperationDefinitionNode | null {
  return getOperationAST(document, typeof name === 'string' ? name : undefined) ?? null
}

function asksForSecret(document: DocumentNode): boolean {
  let found = false
  visit(document, {
    Field({ name }) {
      found ||= answersSecret(name.value)
    },
  })
  return found
}

/** The same value with the keys of objects in order: which one a client writes first means nothing. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, one]) => [name, ordered(one)]),
  )
}
