/** A row of a widget's answer: whatever its document selected. */
export type WidgetRow = Record<string, unknown>

/** Follows `customer.vehicles.nodes.0.plate` into a value; undefined as soon as a part is missing. */
export function valueAt(value: unknown, path: string): unknown {
  let at: unknown = value
  for (const part of path.split('.')) {
    if (part === '' || at === null || at === undefined) continue
    at = (at as WidgetRow)[part]
  }
  return at
}

/** The rows at a path: a list as it is, a connection by its nodes, a single record as one row. */
export function rowsAt(value: unknown, path: string | null | undefined): WidgetRow[] {
  const found = path ? valueAt(value, path) : value
  if (found === null || found === undefined) return []
  if (Array.isArray(found)) return found as WidgetRow[]
  const nodes = (found as WidgetRow).nodes
  return Array.isArray(nodes) ? (nodes as WidgetRow[]) : [found as WidgetRow]
}
