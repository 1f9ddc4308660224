import type { Grant } from './access.ts'
import type { BlueprintOverride } from './blueprint-overrides.ts'
import type { RoleName } from './record/attribute.ts'
import type { Locale } from './words.ts'

/** Through what something was entered, as records that say so have it. */
export function enteredThrough({ actor }: Principal): 'PANEL' | 'API' {
  return actor === 'api-key' ? 'API' : 'PANEL'
}

/** Who is asking, for which tenant, and how far they reach. Made once per session and cached for a second. */
export interface Principal {
  readonly userId: string
  readonly membershipId: string
  readonly sessionId: string
  readonly tenantId: string
  /** What acts: a person in a session, a program with an API key, or the platform itself in a job. */
  readonly actor: 'user' | 'api-key' | 'system'
  /** UUID of the API key; null in a session and in a job. */
  readonly apiKeyId: string | null
  /** The built-in role. Somebody with a role of the tenant's own making has the one that it starts from. */
  readonly role: RoleName
  /** By module: what the tenant's own permissions or the key's scopes say instead of the built-in role; null: nothing. */
  readonly grants: ReadonlyMap<string, Grant> | null
  /** Modules that the tenant has switched off. */
  readonly switchedOff: ReadonlySet<string>
  /** The assignee record (staff member) of this person; null when they take no appointments. */
  readonly assigneeId: string | null
  /** Assignees of the same departments, the person's own included. */
  readonly teamIds: readonly string[]
  readonly locale: Locale
  readonly timeZone: string
  readonly currency: string
  /**
   * Blueprints of the tenant, the primary one first; a retired one is written `key:retired`. They name the schema that
   * the tenant sees.
   */
  readonly blueprintKeys: readonly string[]
  /** Where the tenant differs from its active blueprints. Left out: nowhere. */
  readonly overrides?: readonly BlueprintOverride[]
}

/** Stands for user, membership and session of a job, which no person started. */
export const nobodyId = '00000000-0000-0000-0000-000000000000'
