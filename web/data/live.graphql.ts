export interface RecordChange {
  recordChanged: { position: string; eventType: string; type: string; id: string }
}

/** Text, not a marked document: the socket sends it as it is. */
export const recordChangedSubscription = `subscription RecordChanged($after: Long) {
  recordChanged(after: $after) { position eventType type id }
}`
