import type { RecordClass, RecordMeta } from '../record/record-meta.ts'
import type { Work } from './work.ts'
import type { WriteStatement } from './write-statement.ts'

/** Sees rows before and after every change of a record within the same transaction; KPI deltas are made this way. */
export interface ChangeObserver {
  readonly record: () => RecordClass
  before(work: Work, ids: readonly string[]): Promise<void>
  after(work: Work, ids: readonly string[]): Promise<void>
  /** The same as parts of a statement. Without it a record is never written by one statement alone. */
  inStatement?(statement: WriteStatement, change: StatementChange): void
}

/** A change within a statement: names of the parts that yield whole rows of the record's table. */
export interface StatementChange {
  readonly meta: RecordMeta
  /** The rows as they were, locked; null where they are new. */
  readonly before: string | null
  readonly after: string
}
