import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext } from '../../schema/index.ts'
import { discardJob, retryJob } from './change-job.ts'
import { BackgroundJobInput, DiscardJobPayload, RetryJobPayload } from './jobs.types.ts'

const who = ['owner', 'manager'] as const

/** What may be done about jobs that failed. */
@Resolver()
export class JobsResolver {
  @Mutation(() => RetryJobPayload, {
    description: 'Queues a failed job again, once, however often it is asked.',
  })
  @Allow(who)
  retryJob(
    @Arg('input', () => BackgroundJobInput) input: BackgroundJobInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return retryJob(context, input)
  }

  @Mutation(() => DiscardJobPayload, { description: 'Gives up a job that failed or still waits.' })
  @Allow(who)
  discardJob(
    @Arg('input', () => BackgroundJobInput) input: BackgroundJobInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return discardJob(context, input)
  }
}
