import { attributeOf, type RecordMeta, type RequestContext, recordMeta } from '../../schema/index.ts'

/** A row as the statement answers it. */
export interface FoundRow {
  readonly type: string
  readonly id: string
  /** Place of the key that fits. */
  readonly matched: number
  /** Title, subtitle and keys, in the order of the declaration. */
  readonly texts: readonly unknown[]
  /** What the path is filled with. */
  readonly filled: readonly unknown[]
}

/** A value as a person reads it: moments by the clocks of the business, choices by their words. */
export function shownText(
  { locale, read }: RequestContext,
  meta: RecordMeta,
  path: string,
  value: unknown,
): string | null {
  if (value === null || value === undefined) return null
  const [first = '', second] = path.split('.')
  const attribute = attributeOf(meta, first)
  const target = attribute.reference?.target()
  const shown = target && second ? attributeOf(recordMeta(target), second) : attribute
  if (shown.choice) return shown.choice.values[String(value)]?.[locale] ?? String(value)
  if (shown.kind !== 'instant') return String(value)
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: read.principal.timeZone,
  }).format(new Date(String(value)))
}
