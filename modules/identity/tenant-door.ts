import { type Locale, serviceKey, type Work } from '../../schema/index.ts'

/** Whom work in a tenant is done for. */
export interface DoorCaller {
  readonly tenantId: string
  readonly userId: string
  readonly membershipId: string
  readonly requestId: string
}

/**
 * Work in a tenant for somebody who is not signed in to it yet: who accepts an invitation, signs in, or opens a new
 * business. Reaches everything of that tenant, so whoever calls it has checked a password or a link before.
 */
export interface TenantDoor {
  write<T>(caller: DoorCaller, verb: (work: Work) => Promise<T>): Promise<T>
  /** Asks the tenant one question; `plan` is SQL whose only column is JSON, with `$1` for the tenant. */
  ask<T>(tenantId: string, plan: (tenant: string) => string): Promise<T | null>
  /** Name and language of a tenant. */
  about(tenantId: string): Promise<{ readonly name: string; readonly locale: Locale } | null>
}

export const tenantDoorKey = serviceKey<TenantDoor>('tenant door')
