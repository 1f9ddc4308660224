import type { Clock } from './clock.ts'
import type { BlueprintSet } from './compose/composition.ts'
import { LoncaError } from './errors.ts'
import type { Principal } from './principal.ts'
import type { SeenHealth } from './read/health-access.ts'
import type { Reader } from './read/reader.ts'
import type { Locale } from './words.ts'
import type { Work } from './write/work.ts'
import type { WriteStatement, Written } from './write/write-statement.ts'

/**
 * What one operation knows and may do. Made by the gateway for each operation and passed down; nothing else
 * carries request state.
 */
export interface RequestContext {
  readonly requestId: string
  readonly clock: Clock
  readonly locale: Locale
  /** Null until someone is signed in. */
  readonly principal: Principal | null
  /** What the tenant's blueprints make of the product: its schema, records and key figures. */
  readonly set: BlueprintSet
  /** The read seam for this person. Throws UNAUTHENTICATED when nobody is signed in. */
  readonly read: Reader
  /**
   * What the answer shows of people's health is written down before it leaves. Attributes of records say so
   * themselves; who shows it in another form (a type, a file) adds the records here.
   */
  readonly seenHealth: SeenHealth
  /** Runs a verb in one transaction of the tenant: its changes and its events commit together or not at all. */
  write<T>(verb: (work: Work) => Promise<T>): Promise<T>
  /**
   * Sends all that a verb writes as one statement: `compose` gives its message, or null where that cannot be. Null when
   * nothing was written, be it that a check failed or that somebody else was faster: `write` does it then, or says why
   * not.
   */
  writeAtOnce(compose: (statement: WriteStatement) => string | null): Promise<Written | null>
  /** The same caller for work that goes on after the answer: it has no deadline, and no part in the operation's key. */
  inBackground(): RequestContext
  /** Services that modules declared, by the key of the declaration. */
  service<T>(key: ServiceKey<T>): T
}

/** Names a service and its type, so that modules reach what the gateway provides without importing it. */
export interface ServiceKey<T> {
  readonly name: string
  readonly type?: T
}

export function serviceKey<T>(name: string): ServiceKey<T> {
  return { name }
}

/** The signed-in person. Throws UNAUTHENTICATED when there is none. */
export function viewerOf(context: RequestContext): Principal {
  if (!context.principal) throw LoncaError.unauthenticated()
  return context.principal
}
