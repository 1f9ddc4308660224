import type { Locale, RecordMeta, Work } from '../../../schema/index.ts'
import type { ImportLine, ImportOutcome } from '../import-line.ts'
import type { ImportOptions } from '../import-run.ts'
import type { ReadRow } from '../reading/index.ts'
import type { Remark } from '../remarks.ts'

/** What stays the same for all batches of a run. */
export interface RunFacts {
  readonly runId: string
  readonly fileName: string
  readonly branchId: string
  readonly timeZone: string
  readonly currency: string
  readonly locale: Locale
  /** Type given to resources that the import makes: the sector's first one. */
  readonly resourceType: string
  readonly options: ImportOptions
}

/** A row that can be read, with its cells as they stand in the file. */
export interface GivenRow extends ReadRow {
  readonly cells: readonly string[]
}

/** What became of a row. */
export interface WrittenLine {
  readonly line: number
  readonly outcome: ImportOutcome
  readonly remarks: readonly Remark[]
  readonly record?: { readonly meta: RecordMeta; readonly id: string } | undefined
  /** Stored with the line for undoing. */
  readonly changes?: LineChanges | undefined
}

/** What a line changed beyond the record that it created. */
export interface LineChanges {
  /** Version of the record after this line's batch: a higher one means that somebody changed it since. */
  readonly version?: number
  /** Attributes that were blank and got a value. */
  readonly filled?: Readonly<Record<string, unknown>>
  readonly addedPhones?: readonly string[]
  readonly addedEmails?: readonly string[]
  /** UUIDs of further rows that were made, by record name. */
  readonly made?: Readonly<Record<string, readonly string[]>>
}

/** A stored line while its run is undone. */
export interface UndoneLine {
  readonly id: string
  readonly outcome: ImportOutcome
  /** UUID. */
  readonly recordId: string
  readonly changes: LineChanges
}

/** How undoing a line ended. */
export interface Undoing {
  readonly undone: NonNullable<ImportLine['undone']>
  readonly keptBecause?: 'CHANGED_SINCE' | 'IN_USE'
}

/** Writes rows of one kind. Made anew for every run; both functions are called once per transaction. */
export interface ImportTarget {
  write(work: Work, rows: readonly GivenRow[]): Promise<WrittenLine[]>
  /** Takes back what lines did, by line id. Lines come in the order of the file. */
  undo(work: Work, lines: readonly UndoneLine[]): Promise<Map<string, Undoing>>
}
