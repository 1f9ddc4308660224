import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import {
  attributeOf,
  choiceEnum,
  payloadOf,
  recordMeta,
  scalars,
  TranslatedText,
  UserErrorType,
} from '../../schema/index.ts'
import { type DelimiterName, ImportRun } from './import-run.ts'
import type { FileEncoding } from './reading/index.ts'

const Encoding = choiceEnum(attributeOf(recordMeta(ImportRun), 'encoding'))
const DelimiterEnum = choiceEnum(attributeOf(recordMeta(ImportRun), 'delimiter'))

export const DecimalMark = { COMMA: 'COMMA', POINT: 'POINT' } as const
registerEnumType(DecimalMark, {
  name: 'DecimalMark',
  description: 'What stands before the kuruş of an amount.',
})

export const DateOrder = { DAY_FIRST: 'DAY_FIRST', MONTH_FIRST: 'MONTH_FIRST' } as const
registerEnumType(DateOrder, {
  name: 'DateOrder',
  description: 'Which comes first in a date such as 03/04/2026.',
})

@InputType()
export class CreateUploadInput {
  @Field(() => String)
  fileName!: string

  @Field(() => Int, { description: 'Bytes; the file that is sent must be exactly as long.' })
  sizeBytes!: number
}

@ObjectType({ simpleResolvers: true })
export class Upload {
  @Field(() => ID)
  id!: string

  @Field(() => String, {
    description: 'Send the file here with PUT; the address is its own permission, once.',
  })
  url!: string

  @Field(() => scalars.DateTime)
  expiresAt!: Date
}

@ObjectType({ simpleResolvers: true })
export class CreateUploadPayload {
  @Field(() => Upload, { nullable: true })
  upload!: Upload | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType()
export class ImportColumnInput {
  @Field(() => Int, { description: 'Counted from 0.' })
  column!: number

  @Field(() => String, {
    nullable: true,
    description: 'Name of a field of the kind; null leaves the column out.',
  })
  field!: string | null
}

/** What was detected and may be set by hand. */
@InputType()
export class PreviewImportInput {
  @Field(() => ID)
  uploadId!: string

  @Field(() => String, { nullable: true, description: 'Left out: what the headings fit.' })
  kind?: string | null

  @Field(() => Encoding, { nullable: true, description: 'Left out: detected.' })
  encoding?: FileEncoding | null

  @Field(() => DelimiterEnum, { nullable: true, description: 'Left out: detected.' })
  delimiter?: DelimiterName | null

  @Field(() => [ImportColumnInput], {
    nullable: true,
    description: 'Columns to be read otherwise than detected.',
  })
  mapping?: ImportColumnInput[] | null

  @Field(() => DecimalMark, { nullable: true, description: 'Only needed for amounts such as 1.250.' })
  decimalMark?: 'COMMA' | 'POINT' | null

  @Field(() => DateOrder, { nullable: true, description: 'Left out: the day comes first.' })
  dateOrder?: 'DAY_FIRST' | 'MONTH_FIRST' | null
}

@InputType()
export class StartImportInput extends PreviewImportInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Makes services, staff and resources that appointments name and the business does not have.',
  })
  createMissing!: boolean

  @Field(() => ID, {
    nullable: true,
    description: 'Branch that the rows belong to. Left out: the first one.',
  })
  branchId?: string | null
}

@InputType()
export class ImportRunInput {
  @Field(() => ID)
  id!: string
}

export const StartImportPayload = payloadOf(ImportRun, 'StartImportPayload')
export const CancelImportPayload = payloadOf(ImportRun, 'CancelImportPayload')
export const ResumeImportPayload = payloadOf(ImportRun, 'ResumeImportPayload')
export const UndoImportPayload = payloadOf(ImportRun, 'UndoImportPayload')

@ObjectType({ simpleResolvers: true, description: 'Something that a column may be read as.' })
export class ImportFieldChoice {
  @Field(() => String)
  name!: string

  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => Boolean)
  required!: boolean
}

@ObjectType({ simpleResolvers: true, description: 'A kind of file that this business can import.' })
export class ImportKindInfo {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => [ImportFieldChoice])
  fields!: ImportFieldChoice[]
}

@ObjectType({ simpleResolvers: true })
export class ImportColumn {
  @Field(() => Int)
  column!: number

  @Field(() => String)
  heading!: string

  @Field(() => String, { nullable: true })
  field!: string | null
}

@ObjectType({ simpleResolvers: true, description: 'What is wrong with a row, or worth knowing about it.' })
export class ImportRemark {
  @Field(() => String)
  code!: string

  @Field(() => TranslatedText)
  message!: TranslatedText

  @Field(() => String, {
    description: '`refused`: the row; `dropped`: only the value; `noted`: nothing changed.',
  })
  effect!: string

  @Field(() => String, { nullable: true })
  field!: string | null

  @Field(() => Int, { nullable: true })
  column!: number | null

  @Field(() => String, { nullable: true })
  given!: string | null

  @Field(() => String, { nullable: true })
  suggestion!: string | null
}

@ObjectType({ simpleResolvers: true, description: 'One of the first rows, as it would be read.' })
export class ImportPreviewRow {
  @Field(() => Int)
  line!: number

  @Field(() => [String])
  cells!: string[]

  @Field(() => scalars.JsonValue, { description: 'Values by field, null where blank or unreadable.' })
  values!: object

  @Field(() => [ImportRemark])
  remarks!: ImportRemark[]

  @Field(() => Boolean)
  refused!: boolean
}

@ObjectType({ simpleResolvers: true, description: 'What a file is and how it would be read.' })
export class ImportPreview {
  @Field(() => Encoding)
  encoding!: FileEncoding

  @Field(() => Int, {
    description: 'Bytes that the encoding cannot decode; above 0 another one should be tried.',
  })
  damagedBytes!: number

  @Field(() => DelimiterEnum)
  delimiter!: DelimiterName

  @Field(() => String, { nullable: true, description: 'Null where the headings do not tell: choose one.' })
  kind!: string | null

  @Field(() => [ImportColumn])
  columns!: ImportColumn[]

  @Field(() => [String], {
    description: 'Fields that no column fills and without which nothing can be imported.',
  })
  missing!: string[]

  @Field(() => [ImportPreviewRow])
  rows!: ImportPreviewRow[]

  @Field(() => Int, { description: 'Data rows of the file.' })
  totalRows!: number

  @Field(() => Int, { description: 'Rows that were looked at for the next two numbers: all, up to 5,000.' })
  checkedRows!: number

  @Field(() => Int, { description: 'Of the checked rows those that cannot be read and would be refused.' })
  refusedRows!: number

  @Field(() => Int, { description: 'Of the checked rows those of which a value would be left out.' })
  droppedRows!: number
}

@ObjectType({ simpleResolvers: true })
export class PreviewImportPayload {
  @Field(() => ImportPreview, { nullable: true })
  preview!: ImportPreview | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}
