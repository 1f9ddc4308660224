import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql'
import { LoncaError } from '../../schema/index.ts'
import type { Log } from '../log.ts'
import type { OperationContext } from '../operation-context.ts'

/**
 * Writes down what an answer shows of people's health, unless a statement that answered did so itself. Null once it is
 * done, else the error that is given instead of the answer.
 */
export async function notWrittenDown(context: OperationContext, log: Log): Promise<LoncaError | null> {
  try {
    await context.writeDownSeenHealth()
    return null
  } catch (error) {
    log.failure(context.requestId, error)
    return new LoncaError(
      'UNAVAILABLE',
      'This shows health data, and that you looked at it could not be written down: it is not shown. Try again shortly.',
    )
  }
}

/** As graphql's own `execute`, with what it shows of people's health written down before the answer is there. */
export async function executed(
  args: ExecutionArgs & { readonly contextValue: OperationContext },
  log: Log,
): Promise<ExecutionResult> {
  const result = await execute(args)
  const withheld = await notWrittenDown(args.contextValue, log)
  return withheld ? { data: null, errors: [withheld] } : result
}
