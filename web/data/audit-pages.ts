import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type AuditEvent, type AuditFilter, auditPageQuery } from './audit.graphql.ts'
import { ask } from './client.ts'
import type { PanelError } from './errors.ts'
import { onChange } from './live.ts'

const pageSize = 30

/** The event log page by page, newest first; what happens meanwhile is put on top. */
export function createAuditPages(filter: Accessor<AuditFilter>) {
  const [events, setEvents] = createSignal<AuditEvent[]>()
  const [error, setError] = createSignal<PanelError>()
  const [cursor, setCursor] = createSignal<string | null>(null)
  let round = 0

  const load = async (after: string | null) => {
    round += after === null ? 1 : 0
    const mine = round
    const answer = await ask(auditPageQuery, { first: pageSize, after, filter: filter() })
    if (mine !== round) return
    setError(answer.error)
    const page = answer.data?.auditLog
    if (!page) return
    setEvents((known) => (after === null ? page.nodes : [...(known ?? []), ...page.nodes]))
    setCursor(page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null)
  }
  /** Only what is newer than the list: nothing that somebody reads is moved away from under them. */
  const catchUp = async () => {
    const known = events()
    if (!known) return
    const mine = round
    const answer = await ask(auditPageQuery, { first: pageSize, after: null, filter: filter() })
    const fresh = answer.data?.auditLog.nodes ?? []
    if (mine !== round || fresh.length === 0) return
    const ids = new Set(known.map(({ id }) => id))
    if (!fresh.some(({ id }) => ids.has(id)) && known.length > 0) return load(null)
    setEvents([...fresh.filter(({ id }) => !ids.has(id)), ...known])
  }
  createEffect(
    on(filter, () => {
      setEvents(undefined)
      void load(null)
    }),
  )
  onCleanup(onChange(() => void catchUp()))
  return {
    data: events,
    error,
    waiting: () => events() === undefined && !error(),
    refetch: () => void load(null),
    hasMore: () => cursor() !== null,
    more: () => load(cursor()),
  }
}
