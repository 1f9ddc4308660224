import type { RequestContext } from './context.ts'
import type { Row } from './read/reader.ts'
import type { Words } from './words.ts'
import type { RecordedEvent } from './write/event-rows.ts'
import type { Work } from './write/work.ts'
import type { StatementEvent, WriteStatement } from './write/write-statement.ts'

/** What a notification's words are made from, when it is read. */
export interface NotificationReading {
  readonly context: RequestContext
  /** The subject as the reader may see it now. */
  readonly subject: Row
  /** Ids, enums and amounts of the event. */
  readonly facts: Readonly<Record<string, unknown>>
}

/**
 * Something that a member wants to hear of. A module or a blueprint declares it; notifications are written in the
 * transaction that told the event, once each, and never to whoever caused it.
 */
export type NotificationKind = NotificationWords & (ToSeveral | ToOne)

/** Recipients that a verb's transaction finds out. */
interface ToSeveral {
  /** UUIDs of the members who are to hear of it; none for an event that is not meant. */
  recipients(work: Work, event: RecordedEvent): Promise<readonly string[]>
  readonly recipient?: undefined
}

/** A recipient that follows from the row itself, so that one statement can tell of it too. */
interface ToOne {
  readonly recipient: {
    /** Default: every event is meant. */
    isMeant?(event: Pick<RecordedEvent, 'type' | 'payload'>): boolean
    /** UUID of the member who is to hear of it, or null, as SQL over the row that the event tells of. */
    sql(row: string): string
    /** The same from what the verb knows of it; undefined: it does not know. */
    known?(event: Pick<StatementEvent, 'known'>): string | null | undefined
  }
  readonly recipients?: undefined
}

interface NotificationWords {
  /** Unique in the product, e.g. `task.assigned`. */
  readonly key: string
  /** Its line in the preferences, e.g. "A task is given to me". */
  readonly title: Words
  /** Names of events. */
  readonly on: readonly string[]
  /** True where people want to hear of what they started themselves, e.g. that their import is done. */
  readonly tellsActor?: boolean
  /** What it says; `{name}` is filled from `values`, `{actor}` with who did it. */
  readonly words: Words
  /** What it says when its subject is gone, or no longer within the reader's reach. */
  readonly wordsWithoutSubject: Words
  /** Fills `words`; read anew each time, so that no name is kept. */
  values?(reading: NotificationReading): Promise<Readonly<Record<string, string>>>
  /** Where in the panel it leads; `{id}` stands for its subject. */
  readonly path?: string | ((reading: NotificationReading) => string)
  /** Roles that get it at all; its line is shown to them only. Default: all. */
  readonly roles?: readonly ('owner' | 'manager' | 'staff')[]
}

/** Acts on what verbs tell, within their transaction and before it commits. */
export interface EventReaction {
  readonly on: readonly string[]
  told(work: Work, events: readonly RecordedEvent[]): Promise<void>
  /** The same as parts of a statement. Without it what it reacts to is never told by one statement alone. */
  inStatement?(statement: WriteStatement, event: StatementEvent): void
}

/** A kind, and the key of the module or blueprint that declares it. */
export type DeclaredNotification = NotificationKind & { readonly module: string }
