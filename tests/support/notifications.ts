import type { Send } from './graphql-client.ts'

export interface ReceivedNotification {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly path: string | null
  readonly count: number
  readonly readAt: string | null
  readonly subjectId: string
}

/** What somebody was told, newest first, and how much of it is unread. */
export async function toldTo(
  send: Send,
): Promise<{ readonly unread: number; readonly notifications: readonly ReceivedNotification[] }> {
  const { data, errors } = await send(
    '{ unreadNotifications notifications(first: 100) { nodes { id kind text path count readAt subjectId } } }',
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return { unread: data.unreadNotifications, notifications: data.notifications.nodes }
}
