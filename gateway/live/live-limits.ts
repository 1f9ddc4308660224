import type { MessageRate } from './message-rate.ts'

/** What one socket, one person and one tenant may take of live updates. Sizes in bytes, times in milliseconds. */
export interface LiveLimits {
  /** From opening the socket to `connection_init`; 4408 after it. */
  readonly initMs: number
  /** One message of a client; 1009 beyond it. */
  readonly maxMessageBytes: number
  /** Messages and control frames of one client; 1008 beyond it. */
  readonly messages: MessageRate
  /** Operations that run at the same time on one socket. */
  readonly maxOperations: number
  readonly maxSocketsPerUser: number
  readonly maxSocketsPerTenant: number
  /** Between two pings; a client that left one unanswered when the next is due is cut. */
  readonly pingMs: number
  /** At most this long until a session that ended elsewhere loses its idle sockets. */
  readonly recheckMs: number
  /** A client that leaves more than `maxBufferedBytes` unread for `slowMs` is cut. */
  readonly maxBufferedBytes: number
  readonly slowMs: number
  /** Between two messages of a coalesced subscription. */
  readonly pulseMs: number
  /** How many events a listener may be behind; beyond it, reading the data again is cheaper. */
  readonly maxReplay: number
}

export const defaultLiveLimits: LiveLimits = {
  initMs: 3_000,
  maxMessageBytes: 64 * 1024,
  messages: { burst: 1_000, perSecond: 200 },
  maxOperations: 50,
  maxSocketsPerUser: 20,
  maxSocketsPerTenant: 500,
  pingMs: 12_000,
  recheckMs: 48_000,
  maxBufferedBytes: 1024 * 1024,
  slowMs: 5_000,
  pulseMs: 250,
  maxReplay: 10_000,
}
