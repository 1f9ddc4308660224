import { AsyncLocalStorage } from 'node:async_hooks'

/** What is counted while one operation runs. */
export interface OperationTally {
  statements: number
}

const running = new AsyncLocalStorage<OperationTally>()

/** Runs an operation so that the statements it sends are counted in `tally`. */
export function counted<T>(tally: OperationTally, operation: () => T): T {
  return running.run(tally, operation)
}

export function countStatement(): void {
  const tally = running.getStore()
  if (tally) tally.statements += 1
}

/** Whether this runs on behalf of an operation: what belongs to it is counted, who asks is found out before it. */
export function inOperation(): boolean {
  return running.getStore() !== undefined
}
