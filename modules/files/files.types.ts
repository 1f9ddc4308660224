import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import {
  attributeOf,
  choiceEnum,
  payloadOf,
  recordMeta,
  scalars,
  UserErrorType,
  versionedInput,
} from '../../schema/index.ts'
import { StoredFile } from './stored-file.ts'

const Kind = choiceEnum(attributeOf(recordMeta(StoredFile), 'kind'))

export const ThumbnailSizeEnum = { SMALL: 'SMALL', LARGE: 'LARGE' } as const
registerEnumType(ThumbnailSizeEnum, {
  name: 'ThumbnailSize',
  description: 'Longest side of a small picture.',
  valuesConfig: { SMALL: { description: '96 pixels.' }, LARGE: { description: '480 pixels.' } },
})

export const FileDisposition = { INLINE: 'INLINE', ATTACHMENT: 'ATTACHMENT' } as const
registerEnumType(FileDisposition, {
  name: 'FileDisposition',
  description: 'What a browser does with a file.',
  valuesConfig: {
    INLINE: { description: 'Shows it, where that is safe: pictures and PDF.' },
    ATTACHMENT: { description: 'Saves it.' },
  },
})

@InputType()
export class CreateFileUploadInput {
  @Field(() => ID, { description: 'The record that the file shall hang on: a customer, or any other.' })
  recordId!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'e.g. `image/jpeg`; the content must be of this type.' })
  mediaType!: string

  @Field(() => Int, { description: 'Bytes; the file that is sent must be exactly as long.' })
  sizeBytes!: number

  @Field(() => Kind, { defaultValue: 'OTHER' })
  kind!: StoredFile['kind']
}

@InputType()
export class FileInput {
  @Field(() => ID)
  id!: string
}

@InputType()
export class RenameFileInput extends versionedInput('VersionedFileInput') {
  declare id: string
  declare version: number

  @Field(() => String)
  name!: string

  @Field(() => Kind, { nullable: true, description: 'Left out: stays as it is.' })
  kind?: StoredFile['kind'] | null
}

export const ArchiveFileInput = versionedInput('ArchiveFileInput')
export const RestoreFileInput = versionedInput('RestoreFileInput')

@ObjectType({ simpleResolvers: true })
export class FileUploadHeader {
  @Field(() => String)
  name!: string

  @Field(() => String)
  value!: string
}

@ObjectType({ simpleResolvers: true, description: 'How to send the bytes of a file.' })
export class FileUpload {
  @Field(() => String, { description: 'The address is its own permission, once.' })
  url!: string

  @Field(() => String)
  method!: string

  @Field(() => [FileUploadHeader], { description: 'Headers that must be sent along.' })
  headers!: FileUploadHeader[]

  @Field(() => scalars.DateTime)
  expiresAt!: Date
}

@ObjectType({ simpleResolvers: true })
export class CreateFileUploadPayload {
  @Field(() => StoredFile, { nullable: true })
  file!: StoredFile | null

  @Field(() => FileUpload, { nullable: true })
  upload!: FileUpload | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

export const CompleteFileUploadPayload = payloadOf(StoredFile, 'CompleteFileUploadPayload')
export const RenameFilePayload = payloadOf(StoredFile, 'RenameFilePayload')
export const ArchiveFilePayload = payloadOf(StoredFile, 'ArchiveFilePayload')
export const RestoreFilePayload = payloadOf(StoredFile, 'RestoreFilePayload')

@ObjectType({ simpleResolvers: true, description: 'How much room the files of the business take.' })
export class FileUse {
  @Field(() => scalars.Long, {
    description: 'Bytes, those of removed files that can be brought back included.',
  })
  usedBytes!: string

  @Field(() => scalars.Long)
  quotaBytes!: string

  @Field(() => Int)
  imageMaxBytes!: number

  @Field(() => Int)
  documentMaxBytes!: number

  @Field(() => [String], { description: 'Media types that are taken.' })
  mediaTypes!: string[]
}
