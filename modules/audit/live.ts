import { type RecordClass, serviceKey } from '../../schema/index.ts'

/** One event of the tenant's feed about a record that the viewer may see. */
export interface Change {
  /** Place in the tenant's feed; counts up by one with each event. */
  readonly position: number
  /** Null for the first answer of `follow`, which tells of no event. */
  readonly eventType: string | null
  /** Name of the record. */
  readonly type: string
  /** UUID of the record. */
  readonly id: string
  /** When it happened, in ISO 8601. */
  readonly at: string | null
}

/** Which changes; each condition that is left out lets everything pass. */
export interface ChangeRequest {
  /** Names of records. */
  readonly types?: readonly string[] | null
  /** TypeIDs of records; one that is unknown matches nothing. */
  readonly ids?: readonly string[] | null
  /** Everything after this place of the feed; null: from now on. */
  readonly after?: string | null
  /** Decides by the event's name. */
  readonly concerns?: (eventType: string) => boolean
}

/**
 * What subscriptions listen to. Made by the gateway for one subscription of one person: permission and reach are
 * checked anew for each event at the moment it is delivered, and the iteration ends with the socket or the session.
 *
 * A verb that gives a record to somebody else names the one before as `previousStaffId` in its event's payload: that
 * person is told once more, so that the record leaves their screen too.
 *
 * All three fail with RESYNC_REQUIRED when `after` can no longer (or not yet) be replayed, at the start or when a
 * listener falls too far behind: it should read its data again and subscribe from there.
 */
export interface Live {
  /** Each change, in the order of the feed. */
  changes(request: ChangeRequest): Promise<AsyncIterable<Change>>
  /** The position of the latest such change, at most four times a second however much happens. */
  pulses(request: ChangeRequest): Promise<AsyncIterable<Pick<Change, 'position'>>>
  /**
   * One record: at once as it stands, then after each event about it, at most four times a second. For progress:
   * a verb tells `something.progressed` of its record, and the subscription's resolver reads the record by `id`.
   * NOT_FOUND when the viewer cannot see it.
   */
  follow(record: RecordClass, id: string): Promise<AsyncIterable<Change>>
}

/** Provided to subscriptions only, so that no query can wait for ever. */
export const liveKey = serviceKey<Live>('live updates')
