import {
  enteredThrough,
  type Payload,
  type RequestContext,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { recordSales } from './ledger.ts'
import type { RecordRevenueInput } from './revenue.inputs.ts'
import { RevenueEvent } from './revenue-event.ts'

/** Writes one sale to the ledger, now or as of an earlier moment. */
export function recordRevenue(context: RequestContext, input: RecordRevenueInput): Promise<Payload> {
  return recordPayload(context, RevenueEvent, async (work) => {
    const entered = await enteredSale(work, input)
    if (entered.occurredAt > work.now) refuse('IN_THE_FUTURE', ['occurredAt'])
    const [id = ''] = await recordSales(work, [
      {
        grossMinor: BigInt(input.grossMinor),
        discountMinor: BigInt(input.discountMinor),
        taxMinor: BigInt(input.taxMinor),
        feeMinor: BigInt(input.feeMinor),
        ...(input.netMinor != null && { netMinor: BigInt(input.netMinor) }),
        currency: entered.currency,
        method: entered.method,
        occurredAt: entered.occurredAt,
        source: enteredThrough(work.principal),
        externalRef: entered.externalRef,
        appointmentId: entered.appointment?.id,
        customerId: entered.customer?.id,
        staffId: entered.staff?.id,
        serviceId: entered.service?.id,
        branchId: entered.branch?.id,
      },
    ])
    return { id }
  })
}

/** The input checked by the record's own rules; what the ledger computes is filled in for them. */
async function enteredSale(work: Work, input: RecordRevenueInput): Promise<RevenueEvent> {
  const values = await work.entered(
    RevenueEvent,
    {
      ...input,
      kind: 'SALE',
      source: enteredThrough(work.principal),
      netMinor: input.netMinor ?? input.grossMinor,
      currency: input.currency ?? work.principal.currency,
      occurredAt: input.occurredAt ?? work.now,
    },
    'create',
  )
  return values as unknown as RevenueEvent
}
