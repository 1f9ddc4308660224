import { type GraphQLFormattedError, Kind, type OperationDefinitionNode } from 'graphql'
import type { RequestKind } from '../../modules/operations/index.ts'
import type { Principal } from '../../schema/index.ts'

/** What may be written down of an operation that has ended; there is no place for anything that was sent. */
export interface FinishedOperation {
  readonly requestId: string
  readonly transport: 'http' | 'websocket'
  readonly kind: RequestKind
  /** Fields of the root in the schema's words; empty when the document was not understood. */
  readonly operation: string
  readonly outcome: 'OK' | 'REFUSED' | 'FAILED'
  /** Of errors and of `userErrors`, each once. */
  readonly codes: readonly string[]
  /** HTTP status; null over a WebSocket. */
  readonly status: number | null
  readonly durationMs: number
  readonly statements: number
  /** Null for a stranger. */
  readonly principal: Principal | null
}

const kinds = { query: 'QUERY', mutation: 'MUTATION', subscription: 'SUBSCRIPTION' } as const
const maxCodes = 10
const maxRoots = 5
/** Codes are ours; this only keeps a mistake from turning the log into a diary. */
const codeShape = /^[A-Z][A-Z0-9_]{1,59}$/

/**
 * Names an operation by the root fields of its document. The name that a client gives it is free text and is not kept:
 * somebody will put a phone number there.
 */
export function operationName(operation: OperationDefinitionNode | null | undefined): string {
  if (!operation) return ''
  let name = operationNames.get(operation)
  if (name === undefined) {
    name = named(operation)
    operationNames.set(operation, name)
  }
  return name
}

const operationNames = new WeakMap<OperationDefinitionNode, string>()

function named({ selectionSet }: OperationDefinitionNode): string {
  const names = selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : '…',
  )
  const shown = [...new Set(names)].slice(0, maxRoots)
  return (names.length > shown.length ? [...shown, '…'] : shown).join(' ').slice(0, 200)
}

export function kindOf(operation: OperationDefinitionNode | null | undefined): RequestKind {
  return operation ? kinds[operation.operation] : 'UNKNOWN'
}

/** How an answer ended, and with which codes. */
export function outcomeOf(
  errors: readonly GraphQLFormattedError[] | undefined,
  data: object | null | undefined,
): Pick<FinishedOperation, 'outcome' | 'codes'> {
  if (errors && errors.length > 0) {
    return { outcome: 'FAILED', codes: distinct(errors.map((error) => error.extensions?.code)) }
  }
  const refusals = Object.values(data ?? {}).flatMap(userErrorsOf)
  return refusals.length > 0
    ? { outcome: 'REFUSED', codes: distinct(refusals) }
    : { outcome: 'OK', codes: [] }
}

function userErrorsOf(payload: unknown): unknown[] {
  const { userErrors } = (payload ?? {}) as { userErrors?: unknown }
  if (!Array.isArray(userErrors)) return []
  // A caller who does not ask for the code was refused all the same.
  return userErrors.map((one) => (one as { code?: unknown }).code ?? 'USER_ERROR')
}

function distinct(codes: readonly unknown[]): string[] {
  const sound = codes.map((code) => (typeof code === 'string' && codeShape.test(code) ? code : 'UNKNOWN'))
  return [...new Set(sound)].slice(0, maxCodes)
}
