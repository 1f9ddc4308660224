/** Bounds on what one import reads, so that a hostile or broken file costs a known amount of memory. */
export interface ReadingLimits {
  /** Size of the file in bytes. */
  fileBytes: number
  /** Data rows, without the heading row and blank rows. */
  rows: number
  /** Cells in one row. */
  columns: number
  /** Characters in one row, over all its physical lines. */
  rowCharacters: number
}

/** Generous for a small business (the largest sample export has 4,725 rows of 76 bytes). */
export const READING_LIMITS: Readonly<ReadingLimits> = {
  fileBytes: 100 * 1024 * 1024,
  rows: 500_000,
  columns: 200,
  rowCharacters: 100_000,
}
