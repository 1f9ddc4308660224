import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import {
  Allow,
  AnswersSecret,
  decodeId,
  Node,
  type Payload,
  type RequestContext,
  Requires,
  type Row,
  viewerOf,
} from '../../schema/index.ts'
import { fileAddressesKey, type Reading } from './addresses.ts'
import { archiveFile, renameFile, restoreFile } from './change-file.ts'
import { completeFileUpload } from './complete-upload.ts'
import { createFileUpload } from './create-upload.ts'
import { fileUse } from './file-use.ts'
import * as types from './files.types.ts'
import type { ThumbnailSize } from './storage.ts'
import { StoredFile } from './stored-file.ts'

type Versioned = { readonly id: string; readonly version: number }

/** Files that hang on records. Who may do what follows from the record, row by row. */
@Resolver(() => StoredFile)
export class FilesResolver {
  @Query(() => types.FileUse, { description: 'How much room the files take, and what may be sent.' })
  @Allow('signed-in')
  fileUse(@Ctx() context: RequestContext): Promise<types.FileUse> {
    return fileUse(context)
  }

  @Mutation(() => types.CreateFileUploadPayload, {
    description:
      'Announces a file for a record and gives an address to send it to, with PUT, within a quarter of an hour.',
  })
  @Allow('signed-in')
  @AnswersSecret()
  createFileUpload(
    @Arg('input', () => types.CreateFileUploadInput) input: types.CreateFileUploadInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return createFileUpload(context, input)
  }

  @Mutation(() => types.CompleteFileUploadPayload, {
    description: 'Says that a file was sent. It is looked at, and hangs on its record from then on.',
  })
  @Allow('signed-in')
  completeFileUpload(
    @Arg('input', () => types.FileInput) input: types.FileInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return completeFileUpload(context, input)
  }

  @Mutation(() => types.RenameFilePayload)
  @Allow('signed-in')
  renameFile(
    @Arg('input', () => types.RenameFileInput) input: types.RenameFileInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return renameFile(context, input)
  }

  @Mutation(() => types.ArchiveFilePayload, {
    description: 'Takes a file off its record; for thirty days it can be brought back.',
  })
  @Allow('signed-in')
  archiveFile(
    @Arg('input', () => types.ArchiveFileInput) input: Versioned,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return archiveFile(context, input)
  }

  @Mutation(() => types.RestoreFilePayload, { description: 'Brings a removed file back.' })
  @Allow('signed-in')
  restoreFile(
    @Arg('input', () => types.RestoreFileInput) input: Versioned,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return restoreFile(context, input)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Signed address of the content, for some minutes and for this viewer; null until the file is ready.',
  })
  @Requires('state')
  downloadUrl(
    @Root() row: Row,
    @Arg('disposition', () => types.FileDisposition, { defaultValue: 'ATTACHMENT' })
    disposition: 'INLINE' | 'ATTACHMENT',
    @Ctx() context: RequestContext,
  ): string | null {
    return row.state === 'READY' ? addressOf(row, disposition, context) : null
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Signed address of a small picture; null where there is none, or none yet.',
  })
  @Requires('state', 'hasThumbnails')
  thumbnailUrl(
    @Root() row: Row,
    @Arg('size', () => types.ThumbnailSizeEnum, { defaultValue: 'SMALL' }) size: ThumbnailSize,
    @Ctx() context: RequestContext,
  ): string | null {
    return row.state === 'READY' && row.hasThumbnails ? addressOf(row, size, context) : null
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record that the file hangs on.' })
  record(@Root() row: Row, @Ctx() context: RequestContext): Promise<Row | null> | null {
    const meta = context.read.relations.byName.get(row.recordType as string)
    const uuid = decodeId(row.recordId as string)?.uuid
    return meta && uuid ? context.read.byId(meta, uuid) : null
  }
}

function addressOf(row: Row, reading: Reading, context: RequestContext): string {
  const { tenantId, membershipId } = viewerOf(context)
  return context.service(fileAddressesKey).reading({ tenantId, id: row.id, membershipId }, reading)
}
