import type { ExecutionResult } from 'graphql'
import { executed } from '../reads/written-down.ts'
import { counted } from '../telemetry/operation-scope.ts'
import type { LiveArguments } from './live-arguments.ts'
import type { LiveParts } from './live-parts.ts'
import { asGraphqlError } from './told-errors.ts'

/** Queries are answered by one statement where that is possible. A mutation with a key is carried out once, as over HTTP. */
export async function executeOnce(
  parts: LiveParts,
  args: LiveArguments,
): Promise<ExecutionResult | AsyncIterable<never>> {
  const { contextValue: context, asked } = args
  const perform = async () => counted(context.tally, () => executed(args, parts.telemetry.log))
  try {
    const { document, definition: operation, variableValues, isAskedWith } = args
    const query = { document, operation, variables: variableValues ?? {}, isAskedWith }
    const data = await counted(context.tally, () => context.compiled(query))
    if (data) return passedOn(args.passOn(data))
  } catch (error) {
    return { errors: [asGraphqlError(error)] }
  }
  if (!asked || !context.principal) return perform()
  let result: ExecutionResult = {}
  try {
    const answer = await parts.once.run(context, context.principal, asked, async () => {
      result = await perform()
      const { requestId } = context
      return { status: 200, body: `${JSON.stringify({ ...result, extensions: { requestId } })}\n` }
    })
    return answer.isRepeated ? (JSON.parse(answer.body) as ExecutionResult) : result
  } catch (error) {
    return { errors: [asGraphqlError(error)] }
  }
}

/** The protocol's server only adds that the operation is complete. */
function passedOn(sent: Promise<void>): AsyncIterable<never> {
  const next = () => sent.then(() => ({ done: true as const, value: undefined }))
  return { [Symbol.asyncIterator]: () => ({ next }) }
}
