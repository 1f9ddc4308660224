import { encodeId } from '../../../schema/index.ts'

/** What sockets are told of: that something happened, or the record as it stands then. */
export type Told = 'event' | 'record'

/** What each socket subscribes to. */
export interface Subscribed {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** The first message tells how things stand, before anything happens. */
  readonly beginsWithStart: boolean
}

/** The columns of an import that the document asks for, by the names of its fields. */
export const importColumns = {
  status: 'status',
  fileName: 'file_name',
  totalLines: 'total_lines',
  doneLines: 'done_lines',
  created: 'created',
  merged: 'merged',
  skipped: 'skipped',
  refused: 'refused',
} as const

/** @param runId of the import that is followed, a UUID. */
export function subscribed(told: Told, runId: string): Subscribed {
  if (told === 'event') {
    const query = 'subscription { recordChanged { position eventType type id at } }'
    return { query, variables: {}, beginsWithStart: false }
  }
  const fields = Object.keys(importColumns).join(' ')
  const query = `subscription ($id: ID!) { importProgress(id: $id) { id ${fields} } }`
  return { query, variables: { id: encodeId('imp', runId) }, beginsWithStart: true }
}
