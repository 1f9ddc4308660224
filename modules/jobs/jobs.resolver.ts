import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { Allow, type Payload, type RequestContext, type Row, TranslatedText } from '../../schema/index.ts'
import { BackgroundJob } from './background-job.ts'
import { discardJob, retryJob } from './change-job.ts'
import { BackgroundJobInput, DiscardJobPayload, RetryJobPayload } from './jobs.types.ts'

const who = ['owner', 'manager'] as const

/** What may be done about jobs that failed. */
@Resolver(() => BackgroundJob)
export class JobsResolver {
  @FieldResolver(() => TranslatedText, {
    description: 'What it does; its name where that is not known here.',
  })
  title(@Root() row: Row, @Ctx() context: RequestContext): TranslatedText {
    const name = String(row.job)
    return context.set.jobs.find((job) => job.name === name)?.title ?? { en: name, tr: name }
  }

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
