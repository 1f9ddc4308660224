import { Arg, Ctx, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import {
  Allow,
  AnswersSecret,
  Costs,
  type Payload,
  type RequestContext,
  recordMeta,
} from '../../schema/index.ts'
import { type Change, liveKey } from '../audit/index.ts'
import { cancelImport, resumeImport, undoImport } from './change-run.ts'
import { createUpload } from './create-upload.ts'
import { ImportRun } from './import-run.ts'
import * as types from './imports.types.ts'
import { kindsOf } from './kinds.ts'
import { previewImport } from './preview.ts'
import { startImport } from './start.ts'

const who = ['owner', 'manager'] as const

interface Asked {
  readonly context: RequestContext
  readonly args: { readonly id: string }
}

/** Bringing the data of an earlier system. */
@Resolver()
export class ImportsResolver {
  @Query(() => [types.ImportKindInfo], {
    description: 'Kinds of files that this business can import, with their fields.',
  })
  @Allow(who)
  importKinds(@Ctx() context: RequestContext): types.ImportKindInfo[] {
    return kindsOf(context.set).map(({ kind: { key, title, fields } }) => ({
      key,
      title,
      fields: fields.map(({ name, label, required }) => ({ name, label, required: required ?? false })),
    }))
  }

  @Mutation(() => types.CreateUploadPayload, {
    description: 'An address to send a CSV file to, with PUT, within a quarter of an hour.',
  })
  @Allow(who)
  @AnswersSecret()
  createUpload(
    @Arg('input', () => types.CreateUploadInput) input: types.CreateUploadInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return createUpload(context, input)
  }

  @Mutation(() => types.PreviewImportPayload, {
    description: 'What an uploaded file is and how it would be read; writes nothing.',
  })
  @Allow(who)
  @Costs({ points: 100 })
  previewImport(
    @Arg('input', () => types.PreviewImportInput) input: types.PreviewImportInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return previewImport(context, input)
  }

  @Mutation(() => types.StartImportPayload, {
    description: 'Starts an import and answers at once; importProgress tells how it goes.',
  })
  @Allow(who)
  startImport(
    @Arg('input', () => types.StartImportInput) input: types.StartImportInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return startImport(context, input)
  }

  @Mutation(() => types.CancelImportPayload, { description: 'Stops an import; the lines so far stay in.' })
  @Allow(who)
  cancelImport(
    @Arg('input', () => types.ImportRunInput) input: types.ImportRunInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return cancelImport(context, input)
  }

  @Mutation(() => types.ResumeImportPayload, { description: 'Goes on with an import that was interrupted.' })
  @Allow(who)
  resumeImport(
    @Arg('input', () => types.ImportRunInput) input: types.ImportRunInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return resumeImport(context, input)
  }

  @Mutation(() => types.UndoImportPayload, {
    description:
      'Takes back what an import did, where nobody touched it since; each line says what became of it.',
  })
  @Allow(who)
  undoImport(
    @Arg('input', () => types.ImportRunInput) input: types.ImportRunInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return undoImport(context, input)
  }

  @Subscription(() => ImportRun, {
    description: 'The import as it stands, then after each step, at most four times a second.',
    subscribe: ({ context, args }: Asked) => context.service(liveKey).follow(ImportRun, args.id),
  })
  @Allow(who)
  importProgress(@Root() change: Change, @Arg('id', () => ID) _id: string, @Ctx() context: RequestContext) {
    return context.read.byId(recordMeta(ImportRun), change.id)
  }
}
