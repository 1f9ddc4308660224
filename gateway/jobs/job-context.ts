import type { Work } from '../../schema/index.ts'
import { type OperationCaller, OperationContext, type OperationSetting } from '../operation-context.ts'

/** The context of one try of a job. A try that was given up writes nothing more. */
export class JobContext extends OperationContext {
  constructor(
    setting: OperationSetting,
    caller: OperationCaller,
    private readonly signal: AbortSignal,
  ) {
    super(setting, caller)
  }

  override write<T>(verb: (work: Work) => Promise<T>): Promise<T> {
    this.signal.throwIfAborted()
    return super.write(async (work) => {
      const answer = await verb(work)
      this.signal.throwIfAborted()
      return answer
    })
  }
}
