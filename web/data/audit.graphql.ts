import type { Translated } from '../i18n/format.ts'
import { document } from './document.ts'

/** One line of the event log. */
export interface AuditEvent {
  id: string
  type: string
  title: Translated
  occurredAt: string
  module: { key: string; title: Translated } | null
  actor: { kind: string; id: string | null; name: string | null }
  subject: { type: string; id: string; title: Translated; label: string | null } | null
  requestId: string | null
  payload: Record<string, unknown>
}

export interface AuditFilter {
  modules?: string[]
  actorId?: string
  actorKind?: string
  from?: string
  to?: string
}

export const auditPageQuery = document<
  { auditLog: { nodes: AuditEvent[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } },
  { first: number; after: string | null; filter: AuditFilter }
>(`query AuditPage($first: Int!, $after: String, $filter: EventFilter) {
  auditLog(first: $first, after: $after, filter: $filter) {
    nodes {
      id type occurredAt requestId payload
      title { en tr }
      module { key title { en tr } }
      actor { kind id name }
      subject { type id label title { en tr } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`)

export const auditChoicesQuery = document<{
  auditModules: { key: string; title: Translated }[]
  memberships: { nodes: { id: string; name: string }[] }
}>(`query AuditChoices {
  auditModules { key title { en tr } }
  memberships(first: 100) { nodes { id name } }
}`)
