/** One figure of a proof and what it has to be. */
export interface Goal {
  /** Id of the goal, and what is measured. */
  readonly goal: string
  readonly value: number
  /** The value must not be above it. */
  readonly most: number
  readonly unit: string
}

/** What every file of this folder that is named on the command line exports as `prove`. */
export type Prove = (arguments_: readonly string[]) => Promise<readonly Goal[]>

export function isMet({ value, most }: Goal): boolean {
  return value <= most
}

/** The value that so many of a hundred do not exceed; NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}
