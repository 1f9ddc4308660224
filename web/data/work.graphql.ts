import { document } from './document.ts'
import type { UserError } from './payload.ts'

/** What the viewer was told. */
export interface NotificationRow {
  id: string
  kind: string
  text: string
  path: string | null
  count: number
  happenedAt: string
  readAt: string | null
}

export const unreadQuery = document<{ unreadNotifications: number }>('query Unread { unreadNotifications }')

export const notificationsQuery = document<
  {
    notifications: { nodes: NotificationRow[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
  },
  { first: number; filter?: Record<string, unknown> | null }
>(`query Notifications($first: Int!, $filter: NotificationFilter) {
  notifications(first: $first, filter: $filter) {
    nodes { id kind text path count happenedAt readAt }
    pageInfo { hasNextPage endCursor }
  }
}`)

interface ReadPayload {
  unread: number | null
  userErrors: UserError[]
}

export const markReadMutation = document<
  Record<'markNotificationsRead', ReadPayload>,
  { ids: string[] }
>(`mutation MarkRead($ids: [ID!]!) {
  markNotificationsRead(input: { ids: $ids }) { unread userErrors { code field message } }
}`)

export const markAllReadMutation = document<
  Record<'markAllNotificationsRead', ReadPayload>
>(`mutation MarkAllRead {
  markAllNotificationsRead(input: {}) { unread userErrors { code field message } }
}`)

export type ChannelKey = 'PANEL' | 'EMAIL' | 'SMS' | 'PUSH'

export interface KindPreference {
  kind: string
  title: { en: string; tr: string }
  channels: { channel: ChannelKey; enabled: boolean; connected: boolean }[]
}

const preferenceFields = 'kind title { en tr } channels { channel enabled connected }'

export const preferencesQuery = document<{ notificationPreferences: KindPreference[] }>(
  `query NotificationPreferences { notificationPreferences { ${preferenceFields} } }`,
)

export const setPreferenceMutation = document<
  Record<'setNotificationPreference', { preferences: KindPreference[] | null; userErrors: UserError[] }>,
  { input: { kind: string; channel: ChannelKey; enabled: boolean } }
>(`mutation SetPreference($input: SetNotificationPreferenceInput!) {
  setNotificationPreference(input: $input) { preferences { ${preferenceFields} } userErrors { code field message } }
}`)

export type TaskPriority = 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'

export interface TaskRow {
  id: string
  version: number
  title: string
  note: string | null
  dueAt: string | null
  priority: TaskPriority
  state: 'OPEN' | 'DONE' | 'CANCELLED'
  overdue: boolean
  owner: { id: string; name: string } | null
  customer: { id: string; name: string } | null
}

const taskFields = 'id version title note dueAt priority state overdue owner { id name } customer { id name }'

export const tasksQuery = document<
  {
    tasks: { nodes: TaskRow[]; totalCount: number }
    taskSummary: { overdue: number; today: number; later: number; withoutDue: number }
  },
  { first: number; filter: Record<string, unknown>; mine: boolean }
>(`query Tasks($first: Int!, $filter: TaskFilter!, $mine: Boolean!) {
  tasks(first: $first, filter: $filter) { nodes { ${taskFields} } totalCount }
  taskSummary(mine: $mine) { overdue today later withoutDue }
}`)

interface TaskPayload {
  task: TaskRow | null
  userErrors: UserError[]
}

export interface NewTask {
  title: string
  dueAt?: string | null
  priority?: TaskPriority
  ownerId?: string | null
  customerId?: string | null
}

export const createTaskMutation = document<Record<'createTask', TaskPayload>, { input: NewTask }>(
  `mutation CreateTask($input: CreateTaskInput!) {
  createTask(input: $input) { task { ${taskFields} } userErrors { code field message } }
}`,
)

export const completeTaskMutation = document<
  Record<'completeTask', TaskPayload>,
  { id: string; version: number }
>(`mutation CompleteTask($id: ID!, $version: Int!) {
  completeTask(input: { id: $id, version: $version }) { task { ${taskFields} } userErrors { code field message } }
}`)

export const reopenTaskMutation = document<
  Record<'reopenTask', TaskPayload>,
  { id: string; version: number }
>(`mutation ReopenTask($id: ID!, $version: Int!) {
  reopenTask(input: { id: $id, version: $version }) { task { ${taskFields} } userErrors { code field message } }
}`)

export const snoozeTaskMutation = document<
  Record<'snoozeTask', TaskPayload>,
  { id: string; version: number; until: string }
>(`mutation SnoozeTask($id: ID!, $version: Int!, $until: DateTime!) {
  snoozeTask(input: { id: $id, version: $version, until: $until }) { task { ${taskFields} } userErrors { code field message } }
}`)

export type ReminderKind = 'CALL' | 'CONFIRM' | 'DOCUMENT' | 'OTHER'

export interface ReminderRow {
  id: string
  version: number
  remindAt: string
  kind: ReminderKind
  note: string | null
  state: 'WAITING' | 'SENT' | 'DONE' | 'DISMISSED'
  owner: { id: string; name: string } | null
}

const reminderFields = 'id version remindAt kind note state owner { id name }'

interface ReminderPayload {
  reminder: ReminderRow | null
  userErrors: UserError[]
}

export interface NewReminder {
  remindAt: string
  kind: ReminderKind
  note?: string | null
  ownerId?: string | null
  customerId?: string | null
}

export const createReminderMutation = document<
  Record<'createReminder', ReminderPayload>,
  { input: NewReminder }
>(`mutation CreateReminder($input: CreateReminderInput!) {
  createReminder(input: $input) { reminder { ${reminderFields} } userErrors { code field message } }
}`)

export const completeReminderMutation = document<
  Record<'completeReminder', ReminderPayload>,
  { id: string; version: number }
>(`mutation CompleteReminder($id: ID!, $version: Int!) {
  completeReminder(input: { id: $id, version: $version }) { reminder { ${reminderFields} } userErrors { code field message } }
}`)

export const customerWorkQuery = document<
  { customer: { id: string; tasks: { nodes: TaskRow[] }; reminders: { nodes: ReminderRow[] } } | null },
  { id: string }
>(`query CustomerWork($id: ID!) {
  customer(id: $id) {
    id
    tasks(first: 20, filter: { state: { eq: OPEN } }) { nodes { ${taskFields} } }
    reminders(first: 20, filter: { state: { in: [WAITING, SENT] } }) { nodes { ${reminderFields} } }
  }
}`)

export const remindersQuery = document<{ reminders: { nodes: ReminderRow[] } }, { owner: string }>(
  `query Reminders($owner: ID!) {
  reminders(first: 50, filter: { state: { in: [WAITING, SENT] }, owner: { eq: $owner } }) { nodes { ${reminderFields} } }
}`,
)

export const membersQuery = document<{ memberships: { nodes: { id: string; name: string }[] } }>(
  'query Members { memberships(first: 100, filter: { status: { eq: ACTIVE } }) { nodes { id name } } }',
)

export interface SearchRow {
  type: string
  id: string
  title: string
  subtitle: string
  path: string
  hint: string | null
}

export const searchQuery = document<{ search: SearchRow[] }, { query: string; first: number }>(
  `query Search($query: String!, $first: Int!) {
  search(query: $query, first: $first) { type id title subtitle path hint }
}`,
)
