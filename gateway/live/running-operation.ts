import type { OperationDefinitionNode } from 'graphql'
import type { Charge } from '../limits/admission.ts'
import type { ReadPlan } from '../reads/explain.ts'
import type { OperationTally } from '../telemetry/operation-scope.ts'

/** What is written down of an operation. */
export interface OperationTrace {
  readonly requestId: string
  readonly definition: OperationDefinitionNode
  /** What it cost so far. */
  readonly tally: OperationTally
  /** As performance.now() tells. */
  readonly began: number
}

/** An operation that runs on a socket. */
export interface RunningOperation extends OperationTrace {
  /** Of the tenant's feed when a query began. */
  readonly position: Promise<number | null> | number | null
  /** How its answer is read, where that was asked for. */
  readonly plan: ReadPlan | null
  /** What was taken for it; null for a stranger. */
  readonly charge: Charge | null
}
