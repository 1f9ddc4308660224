import type { RoleName } from './record/attribute.ts'
import type { Locale } from './words.ts'

/** Who is asking, for which tenant, and how far they reach. Made once per session and cached for a second. */
export interface Principal {
  readonly userId: string
  readonly membershipId: string
  readonly sessionId: string
  readonly tenantId: string
  readonly role: RoleName
  /** The assignee record (staff member) of this person; null when they take no appointments. */
  readonly assigneeId: string | null
  /** Assignees of the same departments, the person's own included. */
  readonly teamIds: readonly string[]
  readonly locale: Locale
  readonly timeZone: string
  readonly currency: string
  /** Blueprints of the tenant, active and retired; the key of the schema that it sees. */
  readonly blueprintKeys: readonly string[]
}
