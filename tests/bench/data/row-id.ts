/** Kinds of rows whose ids everyone in the benchmark can compute. */
export const idKinds = {
  staff: 1,
  service: 2,
  qualification: 3,
  hours: 4,
  customer: 5,
  appointment: 6,
  occupancy: 7,
  event: 8,
  revenue: 9,
  session: 10,
} as const
export type IdKind = keyof typeof idKinds

/** Milliseconds in the first 48 bits: ids sort as they would if rows had been made one after the other. */
const firstMs = Date.parse('2026-01-01T00:00:00.000Z')

/** The UUIDv7 of a row: its number gives the moment, the tenant and the kind the rest. */
export function rowId(kind: IdKind, tenant: number, index: number): string {
  const moment = hex(firstMs + index, 12)
  const rest = `${hex(tenant, 4)}${hex(index, 8)}`
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${hex(idKinds[kind], 3)}-8000-${rest}`
}

/** The same as SQL, of expressions for the tenant's number and the row's. */
export function rowIdSql(kind: IdKind, tenant: string, index: string): string {
  return (
    `(lpad(to_hex(${firstMs}::bigint + ${index}), 12, '0') || '7${hex(idKinds[kind], 3)}8000' || ` +
    `lpad(to_hex(${tenant}), 4, '0') || lpad(to_hex(${index}), 8, '0'))::uuid`
  )
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
