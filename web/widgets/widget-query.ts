import { type Accessor, createMemo } from 'solid-js'
import { now } from '../clock.ts'
import { dayRange } from '../data/day.ts'
import type { Widget } from '../data/panel.ts'
import { createQuery, type Query } from '../data/query.ts'
import { weekdayOf, zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'
import { rowsAt, type WidgetRow } from './row-path.ts'

/** What the place around a widget knows: the customer whose page it is on. */
export interface WidgetPlace {
  customerId?: string
}

export interface WidgetAnswer {
  query: Query<WidgetRow>
  rows: Accessor<WidgetRow[]>
}

/**
 * Asks a widget's own document. The panel fills the variables it knows by name, when the document declares them:
 * today, now, weekday, from and to (the business's day), id and customer (on a customer's page), staff (the viewer).
 */
export function createWidgetQuery(widget: Widget, place: WidgetPlace): WidgetAnswer {
  const { viewer } = useSession()
  const declared = new Set(
    Array.from((widget.document ?? '').matchAll(/\$(\w+)\s*:/g), (match) => match[1] as string),
  )
  // The minute, not the second: a widget that asks for `now` must not ask again with every redraw.
  const minute = createMemo(() => new Date(Math.floor(now().getTime() / 300_000) * 300_000).toISOString())
  const today = createMemo(() => zoned(now(), viewer.tenant.timeZone).day)
  const variables = createMemo<Record<string, unknown> | undefined>(() => {
    if (!widget.document) return undefined
    const range = dayRange(today(), viewer.tenant.timeZone)
    const known: Record<string, unknown> = {
      today: today(),
      weekday: weekdayOf(today()),
      from: range.from,
      to: range.to,
      now: declared.has('now') ? minute() : undefined,
      id: place.customerId,
      customer: place.customerId,
      customerId: place.customerId,
      staff: viewer.staffMember?.id ?? null,
    }
    const filled: Record<string, unknown> = {}
    for (const name of declared) if (known[name] !== undefined) filled[name] = known[name]
    return filled
  })
  const query = createQuery<WidgetRow>(widget.document ?? '', variables, {
    watch: (widget.options?.watch as string[] | undefined) ?? [],
    keepPrevious: declared.has('now'),
  })
  return { query, rows: createMemo(() => rowsAt(query.data(), widget.path)) }
}
