/** Points that somebody may spend at once, and how many come back each second. */
export interface Bucket {
  readonly max: number
  readonly restoreRate: number
}

/** What operations may cost, in points; docs/guides/limits.md says how they are counted. */
export interface CostLimits {
  /** One operation. */
  readonly maxCost: number
  /** All that one API key asks of this process. */
  readonly key: Bucket
  /** All that people and keys of one tenant ask of this process. */
  readonly tenant: Bucket
  /** Milliseconds of a clock that only goes forward; buckets fill by it. */
  readonly now: () => number
}

export const defaultCostLimits: CostLimits = {
  maxCost: 5_000,
  key: { max: 20_000, restoreRate: 1_000 },
  tenant: { max: 100_000, restoreRate: 5_000 },
  now: () => performance.now(),
}
