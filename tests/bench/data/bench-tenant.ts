/** A business of the data set: what cannot be computed from its number. */
export interface BenchTenant {
  readonly number: number
  readonly id: string
  readonly branchId: string
  readonly departmentId: string
  /** The owner, who asks. */
  readonly userId: string
  readonly membershipId: string
  /** Bearer token of its owner's session. */
  readonly token: string
  /** Has ten times the rows of the others. */
  readonly isLarge: boolean
}
