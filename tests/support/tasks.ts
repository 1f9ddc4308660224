import { encodeId } from '../../schema/index.ts'
import type { TestBusiness } from './business.ts'
import type { Send } from './graphql-client.ts'

export interface ReceivedTask {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly dueAt: string | null
  readonly priority: string
  readonly state: string
  readonly origin: string
  readonly overdue: boolean
  readonly completedAt: string | null
  readonly owner: { readonly id: string }
  readonly completedBy: { readonly id: string } | null
  readonly customer: { readonly id: string } | null
}

export interface TaskOutcome {
  readonly task: ReceivedTask | null
  /** `CODE field` of each user error. */
  readonly refused: readonly string[]
}

export const taskFields =
  'id version title dueAt priority state origin overdue completedAt owner { id } completedBy { id } customer { id }'

/** Calls a verb of one record as somebody; throws when the answer carries a top-level error. */
export async function verb<T>(
  send: Send,
  name: string,
  input: Record<string, unknown>,
  record: string,
  fields: string,
): Promise<{ readonly row: T | null; readonly refused: readonly string[] }> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
  const answer = await send(
    `mutation ($input: ${type}) { ${name}(input: $input) { ${record} { ${fields} } userErrors { code field } } }`,
    { input },
  )
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  const payload = answer.data[name]
  return {
    row: payload[record],
    refused: payload.userErrors.map(({ code, field }: { code: string; field: string[] | null }) =>
      [code, field?.join('.')].filter(Boolean).join(' '),
    ),
  }
}

export async function actOnTask(
  send: Send,
  name: string,
  input: Record<string, unknown>,
): Promise<TaskOutcome> {
  const { row, refused } = await verb<ReceivedTask>(send, name, input, 'task', taskFields)
  return { task: row, refused }
}

/** Creates a task and expects it to succeed. */
export async function givenTask(send: Send, input: Record<string, unknown>): Promise<ReceivedTask> {
  const { task, refused } = await actOnTask(send, 'createTask', { title: 'Görev', ...input })
  if (!task) throw new Error(`The task is not created: ${refused}`)
  return task
}

/** Membership of one of the three who sign in, as callers write it. */
export function memberOf(business: TestBusiness, role: 'owner' | 'manager' | 'staff'): string {
  const [, id] = [...business.memberships].find(([email]) => email.startsWith(role)) ?? []
  return encodeId('mem', id ?? '')
}
