import {
  byColumn,
  type Columns,
  enteredColumns,
  enteredThrough,
  type Payload,
  type Principal,
  type RequestContext,
  recordMeta,
  recordPayload,
  referencesSeen,
  refuse,
  type Work,
  type Written,
} from '../../schema/index.ts'
import { recordSaleAtOnce, recordSales, type Sale } from './ledger.ts'
import type { RecordRevenueInput } from './revenue.inputs.ts'
import { RevenueEvent } from './revenue-event.ts'

const meta = recordMeta(RevenueEvent)

/** Writes one sale to the ledger, now or as of an earlier moment. */
export function recordRevenue(context: RequestContext, input: RecordRevenueInput): Promise<Payload> {
  return recordPayload(
    context,
    RevenueEvent,
    (work) => recordInTransaction(work, input),
    () => recordAtOnce(context, input),
  )
}

async function recordInTransaction(work: Work, input: RecordRevenueInput): Promise<{ id: string }> {
  const { principal, now } = work
  const entered = await work.entered(RevenueEvent, saleInput(input, principal, now), 'create')
  const sale = saleOf(byColumn(meta, entered), input)
  if (sale.occurredAt > now) refuse('IN_THE_FUTURE', ['occurredAt'])
  const [id = ''] = await recordSales(work, [sale])
  return { id }
}

async function recordAtOnce(context: RequestContext, input: RecordRevenueInput): Promise<Written | null> {
  return context.writeAtOnce((statement) => {
    const { principal, setting } = statement
    const entered = enteredColumns(meta, saleInput(input, principal, setting.now), 'create')
    if (!entered) return null
    const sale = saleOf(entered, input)
    if (sale.occurredAt > setting.now) return null
    return recordSaleAtOnce(statement, sale, (row) => referencesSeen(statement, meta, entered, row))
  })
}

/** The input as the record's own rules check it; what the ledger computes is filled in for them. */
function saleInput(input: RecordRevenueInput, principal: Principal, now: Date) {
  return {
    ...input,
    kind: 'SALE',
    source: enteredThrough(principal),
    netMinor: input.netMinor ?? input.grossMinor,
    currency: input.currency ?? principal.currency,
    occurredAt: input.occurredAt ?? now,
  }
}

function saleOf(columns: Columns, input: RecordRevenueInput): Sale {
  const entered = columns as Readonly<Record<string, string | null>>
  return {
    grossMinor: BigInt(input.grossMinor),
    discountMinor: BigInt(input.discountMinor),
    taxMinor: BigInt(input.taxMinor),
    feeMinor: BigInt(input.feeMinor),
    ...(input.netMinor != null && { netMinor: BigInt(input.netMinor) }),
    currency: String(entered.currency),
    method: input.method,
    occurredAt: columns.occurred_at as Date,
    source: columns.source as Sale['source'],
    externalRef: entered.external_ref,
    appointmentId: entered.appointment_id,
    customerId: entered.customer_id,
    staffId: entered.staff_id,
    serviceId: entered.service_id,
    branchId: entered.branch_id,
  }
}
