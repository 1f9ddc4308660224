import {
  newId,
  type Principal,
  Refusal,
  type RefusalReason,
  recordMeta,
  refuse,
  type Work,
  type WriteStatement,
} from '../../schema/index.ts'
import { RevenueEvent } from './revenue-event.ts'

/** A sale to be written. Amounts are minor units of `currency`, references are UUIDs of rows of the tenant. */
export interface Sale {
  readonly grossMinor: bigint
  readonly discountMinor?: bigint
  /** Part of the price: prices include tax. 0 when it is not known, as in imports of earlier systems. */
  readonly taxMinor?: bigint
  readonly feeMinor?: bigint
  /** Left out: what the others leave. Given: checked against them. */
  readonly netMinor?: bigint
  /** Left out: the tenant's. */
  readonly currency?: string
  readonly method: RevenueEvent['method']
  readonly occurredAt: Date
  readonly source: RevenueEvent['source']
  readonly externalRef?: string | null
  readonly appointmentId?: string | null
  /** Left out, customer, staff, service and branch are the appointment's. */
  readonly customerId?: string | null
  readonly staffId?: string | null
  readonly serviceId?: string | null
  readonly branchId?: string | null
}

/** The most lines of one call: one commit of an import. */
export const maxLedgerLines = 500

/**
 * Writes sales to the ledger in one statement, tells `revenue.event.created` of each and returns their UUIDs in the
 * order given. For verbs and for imports alike. Refuses with AMOUNTS_DO_NOT_ADD_UP and TOO_SMALL; an outside reference
 * that the ledger has already is refused as DUPLICATE when the transaction ends. `field` leads to the list in the
 * input; the index of the line follows it when there are several.
 */
export async function recordSales(
  work: Work,
  sales: readonly Sale[],
  field: readonly string[] = [],
): Promise<string[]> {
  if (sales.length > maxLedgerLines) throw new Error(`At most ${maxLedgerLines} ledger lines at a time.`)
  const reasons = sales.flatMap((sale, index) =>
    wrongAmounts(sale, sales.length > 1 ? [...field, String(index)] : field),
  )
  if (reasons.length > 0) throw new Refusal(reasons)
  const lines = sales.map((sale) => saleColumns(sale, work.principal, work.now))
  // Appointments that the same transaction makes must be there to point at.
  await work.flush()
  const written = await work.sql<WrittenLine>(
    `${insertSales(`jsonb_populate_recordset(null::revenue_events, $1::jsonb)`)} returning ${writtenLine}`,
    [JSON.stringify(lines)],
  )
  tellOf(work, 'revenue.event.created', written)
  return lines.map(({ id }) => id)
}

/** One sale as part of a statement, with its event; null when its amounts are wrong, which `recordSales` then says. */
export function recordSaleAtOnce(
  statement: WriteStatement,
  sale: Sale,
  conditions: (row: string) => readonly string[],
): string | null {
  const { principal, setting } = statement
  if (wrongAmounts(sale, []).length > 0) return null
  const meta = recordMeta(RevenueEvent)
  const line = saleColumns(sale, principal, setting.now)
  const row = statement.alias()
  const where = ['true', ...conditions(row)].join(' and ')
  const asked = statement.permitted(
    `select ${row}.* from ${statement.rowOf(meta, line)} ${row} where ${where}`,
  )
  const made = statement.part('made', `${insertSales(asked)} returning *`)
  statement.changed({ meta, before: null, after: made })
  const { net_minor: netMinor, currency, method, source } = line
  statement.tell('revenue.event.created', { meta, id: line.id }, made, {
    netMinor,
    currency,
    method,
    source,
    reversalOf: null,
  })
  return statement.message(meta, made)
}

/** The insert of lines that are rows of the table; what they leave open follows from their appointment. */
function insertSales(lines: string): string {
  return `insert into revenue_events (tenant_id, id, version, created_at, updated_at, kind, gross_minor, discount_minor,
      tax_minor, fee_minor, net_minor, currency, method, occurred_at, appointment_id, customer_id, staff_id, service_id,
      branch_id, source, external_ref)
    select l.tenant_id, l.id, l.version, l.created_at, l.updated_at, l.kind, l.gross_minor, l.discount_minor,
      l.tax_minor, l.fee_minor, l.net_minor, l.currency, l.method, l.occurred_at, l.appointment_id,
      coalesce(l.customer_id, a.customer_id), coalesce(l.staff_id, a.staff_id),
      coalesce(l.service_id, a.service_id),
      coalesce(l.branch_id, a.branch_id,
        (select s.branch_id from staff_members s where s.tenant_id = l.tenant_id and s.id = l.staff_id),
        (select b.id from branches b where b.tenant_id = l.tenant_id and b.archived_at is null order by b.id limit 1)),
      l.source, l.external_ref
    from ${lines} l
    left join appointments a on a.tenant_id = l.tenant_id and a.id = l.appointment_id`
}

/** When a reversal counts: today, as the books want it, or when the sale was, for an import that is undone. */
export type ReversedAt = 'now' | 'when-sold'

/**
 * Reverses lines of the ledger, given as UUIDs that the caller has checked for reach: one new line each, every amount
 * negated. Refuses ALREADY_REVERSED, REVERSAL_IS_FINAL and NOT_FOUND. Returns the UUIDs of the reversals.
 */
export async function reverseSales(
  work: Work,
  ids: readonly string[],
  reason: string,
  reversedAt: ReversedAt = 'now',
): Promise<string[]> {
  if (ids.length > maxLedgerLines) throw new Error(`At most ${maxLedgerLines} ledger lines at a time.`)
  await work.flush()
  // Nobody may lock a line of the ledger, which is never updated; the keys make two reversals wait for each other.
  await work.sql(
    `select pg_advisory_xact_lock(key) from
       (select distinct hashtextextended('reversal of ' || id, 0) as key from unnest($1::text[]) id order by key) keys`,
    [ids],
  )
  const known = await work.sql<{ id: string; kind: string; reversed: boolean }>(
    `select e.id, e.kind, exists (select from revenue_events r
       where r.tenant_id = e.tenant_id and r.reversal_of_id = e.id) as reversed
     from revenue_events e where e.tenant_id = $1 and e.id = any($2::uuid[])`,
    [work.principal.tenantId, ids],
  )
  if (known.some(({ kind }) => kind === 'REVERSAL')) refuse('REVERSAL_IS_FINAL', ['id'])
  if (known.some(({ reversed }) => reversed)) refuse('ALREADY_REVERSED', ['id'])
  if (known.length < new Set(ids).size) refuse('NOT_FOUND', ['id'])
  const reversals = [...new Set(ids)].map((id) => ({ id: newId(), reversal_of_id: id }))
  const written = await work.sql<WrittenLine>(
    `insert into revenue_events (tenant_id, id, version, created_at, updated_at, kind, gross_minor, discount_minor,
       tax_minor, fee_minor, net_minor, currency, method, occurred_at, appointment_id, customer_id, staff_id, service_id,
       branch_id, reversal_of_id, source, reason)
     select $1, l.id, 1, $2, $2, 'REVERSAL', -e.gross_minor, -e.discount_minor, -e.tax_minor, -e.fee_minor, -e.net_minor,
       e.currency, e.method, case $5 when 'now' then $2::timestamptz else e.occurred_at end, e.appointment_id,
       e.customer_id, e.staff_id, e.service_id, e.branch_id, e.id, e.source, $4
     from jsonb_to_recordset($3::jsonb) as l(id uuid, reversal_of_id uuid)
     join revenue_events e on e.tenant_id = $1 and e.id = l.reversal_of_id
     returning ${writtenLine}`,
    [work.principal.tenantId, work.now, JSON.stringify(reversals), reason, reversedAt],
  )
  tellOf(work, 'revenue.event.reversed', written)
  return reversals.map(({ id }) => id)
}

interface WrittenLine {
  readonly id: string
  readonly branchId: string
  readonly netMinor: string
  readonly currency: string
  readonly method: string
  readonly source: string
  readonly reversalOf: string | null
}

const writtenLine = `id, branch_id as "branchId", net_minor::text as "netMinor", currency, method, source,
  reversal_of_id as "reversalOf"`

function tellOf(work: Work, type: string, lines: readonly WrittenLine[]): void {
  const meta = recordMeta(RevenueEvent)
  work.created(
    meta,
    lines.map(({ id }) => id),
  )
  for (const { id, branchId, ...payload } of lines) work.tellOf(type, { meta, id }, branchId, payload)
}

function amounts(sale: Sale): { gross: bigint; discount: bigint; tax: bigint; fee: bigint } {
  const { grossMinor: gross, discountMinor: discount = 0n, taxMinor: tax = 0n, feeMinor: fee = 0n } = sale
  return { gross, discount, tax, fee }
}

function wrongAmounts(sale: Sale, field: readonly string[]): RefusalReason[] {
  const { gross, discount, tax, fee } = amounts(sale)
  const reasons = Object.entries({ gross, discount, tax, fee })
    .filter(([, amount]) => amount < 0n)
    .map(([name]) => ({ code: 'TOO_SMALL', field: [...field, `${name}Minor`], with: { min: 0 } }))
  const net = gross - discount - tax - fee
  if (reasons.length === 0 && (net < 0n || (sale.netMinor !== undefined && sale.netMinor !== net)))
    return [{ code: 'AMOUNTS_DO_NOT_ADD_UP', field: [...field, 'netMinor'], with: { net: String(net) } }]
  return reasons
}

/** The line of a sale, by column. */
function saleColumns(sale: Sale, { tenantId, currency }: Principal, now: Date) {
  const { gross, discount, tax, fee } = amounts(sale)
  return {
    tenant_id: tenantId,
    id: newId(),
    version: 1,
    created_at: now,
    updated_at: now,
    kind: 'SALE',
    gross_minor: String(gross),
    discount_minor: String(discount),
    tax_minor: String(tax),
    fee_minor: String(fee),
    net_minor: String(gross - discount - tax - fee),
    currency: sale.currency ?? currency,
    method: sale.method,
    occurred_at: sale.occurredAt,
    source: sale.source,
    external_ref: sale.externalRef ?? null,
    appointment_id: sale.appointmentId ?? null,
    customer_id: sale.customerId ?? null,
    staff_id: sale.staffId ?? null,
    service_id: sale.serviceId ?? null,
    branch_id: sale.branchId ?? null,
  }
}
