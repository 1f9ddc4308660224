import type { Principal } from '../../schema/index.ts'
import type { LiveLimits } from './live-limits.ts'

/** One socket as the others are counted against it. */
export interface CountedSocket {
  readonly principal: Principal | null
  /** Counts strangers, who are nobody, by where they come from. */
  readonly address: string
}

/** The sockets of this process, counted per person and per tenant. */
export class OpenSockets<T extends CountedSocket> {
  readonly #sockets = new Set<T>()
  readonly #counts = new Map<string, number>()

  constructor(private readonly limits: LiveLimits) {}

  /** False when this person or this tenant has as many as it may have. */
  add(socket: T): boolean {
    const [person, tenant] = keysOf(socket)
    if (this.#count(person) >= this.limits.maxSocketsPerUser) return false
    if (tenant && this.#count(tenant) >= this.limits.maxSocketsPerTenant) return false
    this.#sockets.add(socket)
    this.#change(socket, 1)
    return true
  }

  remove(socket: T): void {
    if (this.#sockets.delete(socket)) this.#change(socket, -1)
  }

  ofSessions(sessionIds: readonly string[]): T[] {
    const ids = new Set(sessionIds)
    return [...this.#sockets].filter((socket) => ids.has(socket.principal?.sessionId ?? ''))
  }

  /** Of everybody who is signed in, each once. */
  sessionIds(): string[] {
    return [...new Set([...this.#sockets].flatMap(({ principal }) => principal?.sessionId ?? []))]
  }

  all(): T[] {
    return [...this.#sockets]
  }

  ofTenant(tenantId: string): T[] {
    return [...this.#sockets].filter((socket) => socket.principal?.tenantId === tenantId)
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  #change(socket: T, by: 1 | -1): void {
    for (const key of keysOf(socket)) {
      if (key === null) continue
      const count = this.#count(key) + by
      if (count > 0) this.#counts.set(key, count)
      else this.#counts.delete(key)
    }
  }
}

function keysOf({ principal, address }: CountedSocket): [string, string | null] {
  return principal
    ? [`user ${principal.tenantId} ${principal.userId}`, `tenant ${principal.tenantId}`]
    : [`address ${address}`, null]
}
