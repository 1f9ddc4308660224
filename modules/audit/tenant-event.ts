import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { PageInfo, scalars, TranslatedText } from '../../schema/index.ts'

@ObjectType({ simpleResolvers: true, description: 'Who did it.' })
export class EventActor {
  @Field(() => String, {
    description: '`user` for a person, `api-key` for a program, `system` for what the product did by itself.',
  })
  kind!: string

  @Field(() => ID, { nullable: true, description: 'The member; what `actorId` of the filter takes.' })
  id!: string | null

  @Field(() => String, { nullable: true, description: 'The name in the members of the business.' })
  name!: string | null
}

@ObjectType({ simpleResolvers: true, description: 'The record that an event is about.' })
export class EventSubject {
  @Field(() => String, { description: 'Name of the record, e.g. `Appointment`.' })
  type!: string

  @Field(() => ID)
  id!: string

  @Field(() => TranslatedText, { description: 'What kind of record it is.' })
  title!: TranslatedText

  @Field(() => String, {
    nullable: true,
    description: 'What the record is called now; null for a person, and for what has no name.',
  })
  label!: string | null
}

@ObjectType({ simpleResolvers: true, description: 'A module whose events there may be.' })
export class AuditModule {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText
}

@ObjectType({
  simpleResolvers: true,
  description: 'One line of the event log: what happened, when, and who did it. It is never changed.',
})
export class TenantEvent {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'e.g. `appointment.cancelled`.' })
  type!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => AuditModule, { nullable: true, description: 'The module that tells of it.' })
  module!: AuditModule | null

  @Field(() => scalars.DateTime)
  occurredAt!: string

  @Field(() => EventActor)
  actor!: EventActor

  @Field(() => EventSubject, { nullable: true })
  subject!: EventSubject | null

  @Field(() => String, {
    nullable: true,
    description: 'The request that did it, as in `extensions.requestId`.',
  })
  requestId!: string | null

  @Field(() => scalars.JsonValue, { description: 'Ids, enums and amounts; never data of a person.' })
  payload!: unknown
}

@ObjectType({ simpleResolvers: true })
export class TenantEventEdge {
  @Field(() => String)
  cursor!: string

  @Field(() => TenantEvent)
  node!: TenantEvent
}

@ObjectType({ simpleResolvers: true, description: 'A page of the event log, newest first.' })
export class TenantEventConnection {
  @Field(() => [TenantEventEdge])
  edges!: TenantEventEdge[]

  @Field(() => [TenantEvent], { description: 'The nodes of the edges, for those who need no cursors.' })
  nodes!: TenantEvent[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int, { description: 'Counted only when asked for.' })
  totalCount!: number
}

@InputType()
export class EventFilter {
  @Field(() => [String], { nullable: true, description: 'Names of events; at most 50.' })
  types?: string[] | null

  @Field(() => [String], { nullable: true, description: 'Keys of modules; at most 50.' })
  modules?: string[] | null

  @Field(() => ID, { nullable: true, description: 'Only what this member did.' })
  actorId?: string | null

  @Field(() => String, { nullable: true, description: '`user`, `api-key` or `system`.' })
  actorKind?: string | null

  @Field(() => String, { nullable: true, description: 'Only what happened to records of this name.' })
  subjectType?: string | null

  @Field(() => ID, { nullable: true, description: 'Only what happened to this record.' })
  subjectId?: string | null

  @Field(() => scalars.DateTime, { nullable: true, description: 'From this moment on.' })
  from?: Date | null

  @Field(() => scalars.DateTime, { nullable: true, description: 'Before this moment.' })
  to?: Date | null
}
