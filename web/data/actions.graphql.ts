import type { Translated } from '../i18n/format.ts'
import { document } from './document.ts'
import type { UserError } from './payload.ts'

/** A call list that was opened with one tap. */
export interface ActionRun {
  id: string
  version: number
  startedAt: string
  taskCount: number
  doneCount: number
}

/** Something that can be done now about a key figure. */
export interface ActionCard {
  key: string
  icon: string
  title: Translated
  verb: Translated
  why: string
  count: number
  excluded: { withoutPhone: number; refused: number; recent: number }
  lastRun: ActionRun | null
}

export interface ActionPerson {
  customer: { id: string; name: string }
  reason: string
}

const cardFields = `key icon title { en tr } verb { en tr } why count
  excluded { withoutPhone refused recent }
  lastRun { id version startedAt taskCount doneCount }`

export const actionsQuery = document<{ commandCenter: { actions: ActionCard[] } }, Record<string, never>>(
  `query Actions { commandCenter { actions { ${cardFields} } } }`,
)

export const actionPreviewQuery = document<
  { actionPreview: { card: ActionCard; task: Translated; people: ActionPerson[] } },
  { key: string }
>(`query ActionPreview($key: String!) {
  actionPreview(key: $key) { card { ${cardFields} } task { en tr } people { customer { id name } reason } }
}`)

interface RunPayload {
  actionRun: ActionRun | null
  userErrors: UserError[]
}

export const startActionMutation = document<
  { startAction: RunPayload },
  { input: { key: string; exceptCustomerIds: string[] } }
>(`mutation StartAction($input: StartActionInput!) {
  startAction(input: $input) {
    actionRun { id version startedAt taskCount doneCount }
    userErrors { code field message }
  }
}`)

export const undoActionMutation = document<
  { undoAction: RunPayload },
  { input: { id: string; version: number } }
>(`mutation UndoAction($input: UndoActionInput!) {
  undoAction(input: $input) {
    actionRun { id version startedAt taskCount doneCount }
    userErrors { code field message }
  }
}`)
