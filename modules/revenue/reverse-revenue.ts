import {
  attributeOf,
  type Payload,
  type RequestContext,
  recordMeta,
  recordPayload,
  refuse,
} from '../../schema/index.ts'
import { reverseSales } from './ledger.ts'
import type { ReverseRevenueInput } from './revenue.inputs.ts'
import { RevenueEvent } from './revenue-event.ts'

/** Takes a sale back with a new line of today; answers with that line. */
export function reverseRevenue(context: RequestContext, input: ReverseRevenueInput): Promise<Payload> {
  return recordPayload(context, RevenueEvent, async (work) => {
    const sale = await work.seen(RevenueEvent, input.id, ['id'])
    const [id = ''] = await reverseSales(work, [sale], givenReason(input.reason))
    return { id }
  })
}

function givenReason(reason: string): string {
  const { maxLength = 0 } = attributeOf(recordMeta(RevenueEvent), 'reason')
  const text = reason.normalize('NFC').trim()
  if (text === '') refuse('REQUIRED', ['reason'])
  if (text.includes('\u0000')) refuse('INVALID', ['reason'])
  if (text.length > maxLength) refuse('TOO_LONG', ['reason'], { max: maxLength })
  return text
}
