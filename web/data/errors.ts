import type { CombinedError } from '@urql/core'

/** What a screen needs to know about a failure: what happened, whether trying again helps, and the reference. */
export interface PanelError {
  /** One of the closed list of the API, or `NETWORK` when no answer came at all. */
  code: string
  message: string
  requestId?: string
}

/** Codes after which the same request may succeed without anything being changed by hand. */
const worthRetrying = new Set(['NETWORK', 'UNAVAILABLE', 'TIMEOUT', 'THROTTLED'])

/** Reads the stable code and the request id out of whatever the transport gave back. */
export function readError(error: CombinedError, extensions?: Record<string, unknown>): PanelError {
  const first = error.graphQLErrors[0]
  const requestId = (first?.extensions?.requestId ?? extensions?.requestId) as string | undefined
  if (first) return { code: String(first.extensions?.code ?? 'INTERNAL'), message: first.message, requestId }
  const status = (error.response as Response | undefined)?.status
  if (status === 401) return { code: 'UNAUTHENTICATED', message: error.message, requestId }
  if (status === 429) return { code: 'THROTTLED', message: error.message, requestId }
  if (status && status >= 500) return { code: 'UNAVAILABLE', message: error.message, requestId }
  return { code: 'NETWORK', message: error.networkError?.message ?? error.message, requestId }
}

/** Whether all that failed is what a switched-off module keeps to itself: the rest of the answer stands. */
export function isOnlyDisabled(error: CombinedError): boolean {
  const { networkError, graphQLErrors } = error
  return !networkError && graphQLErrors.every(({ extensions }) => extensions?.code === 'MODULE_DISABLED')
}

export function isWorthRetrying(error: PanelError): boolean {
  return worthRetrying.has(error.code)
}
