import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known of one operation while it runs, wherever its statements are sent from. */
export interface OperationTally {
  statements: number
  /** As performance.now() tells: what runs beyond it is given up. */
  readonly deadline?: number
  /** Nothing is lost when it is given up because its caller left. */
  isRead?: boolean
  isStopped?: boolean
}

const running = new AsyncLocalStorage<OperationTally | undefined>()

/** Runs an operation so that the statements it sends are counted in `tally`. */
export function counted<T>(tally: OperationTally, operation: () => T): T {
  return running.run(tally, operation)
}

/** Counts one statement more; the operation that it is sent for, if it is for one. */
export function countStatement(): OperationTally | undefined {
  const tally = running.getStore()
  if (tally) tally.statements += 1
  return tally
}

/** Calls later, from wherever it is, on behalf of the operation that this runs for, or of none. */
export function inThisOperation(): (call: () => void) => void {
  const tally = running.getStore()
  return (call) => running.run(tally, call)
}

/** Whether this runs on behalf of an operation: what belongs to it is counted, who asks is found out before it. */
export function inOperation(): boolean {
  return running.getStore() !== undefined
}
