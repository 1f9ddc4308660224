import type { Send } from './graphql-client.ts'

export interface ReceivedRevenueEvent {
  readonly id: string
  readonly kind: string
  readonly netMinor: string
  readonly [field: string]: unknown
}

export interface RevenueOutcome {
  readonly revenueEvent: ReceivedRevenueEvent | null
  /** `CODE field` of each user error. */
  readonly refused: readonly string[]
}

const fields = `revenueEvent { id kind grossMinor discountMinor taxMinor feeMinor netMinor currency method occurredAt source
  reason reversalOf { id } appointment { id } customer { id } staff { id } service { id } branch { id } }
  userErrors { code field }`

/** Calls recordRevenue as somebody; paid in cash unless the input says otherwise. */
export async function record(send: Send, input: Record<string, unknown>): Promise<RevenueOutcome> {
  return outcome(send, 'recordRevenue', 'RecordRevenueInput', { method: 'CASH', ...input })
}

/** Records a sale and expects it to succeed. */
export async function recorded(send: Send, input: Record<string, unknown>): Promise<ReceivedRevenueEvent> {
  const { revenueEvent, refused } = await record(send, input)
  if (!revenueEvent) throw new Error(`It is not recorded: ${refused.join(', ')}`)
  return revenueEvent
}

export async function reverse(send: Send, id: string, reason = 'Yanlış'): Promise<RevenueOutcome> {
  return outcome(send, 'reverseRevenue', 'ReverseRevenueInput', { id, reason })
}

async function outcome(send: Send, verb: string, type: string, input: object): Promise<RevenueOutcome> {
  const answer = await send(`mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} } }`, { input })
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  const { revenueEvent, userErrors } = answer.data[verb]
  const refused = userErrors.map(({ code, field }: { code: string; field: string[] | null }) =>
    [code, field?.join('.')].filter(Boolean).join(' '),
  )
  return { revenueEvent, refused }
}
