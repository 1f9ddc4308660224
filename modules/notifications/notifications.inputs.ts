import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { scalars, UserErrorType } from '../../schema/index.ts'
import { NotificationKindPreference } from './preferences.ts'

@InputType()
export class MarkNotificationsReadInput {
  @Field(() => [ID], { description: 'At most 100.' })
  ids!: string[]
}

@InputType()
export class MarkAllNotificationsReadInput {
  @Field(() => scalars.DateTime, {
    nullable: true,
    description: 'What happened after it stays unread; left out: now.',
  })
  upTo?: Date | null
}

@ObjectType({ simpleResolvers: true })
export class MarkNotificationsReadPayload {
  @Field(() => Int, { nullable: true, description: 'How many are unread now; null when nothing was done.' })
  unread!: number | null

  @Field(() => [UserErrorType], { description: 'Empty when all went well.' })
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true })
export class SetNotificationPreferencePayload {
  @Field(() => [NotificationKindPreference], { nullable: true })
  preferences!: NotificationKindPreference[] | null

  @Field(() => [UserErrorType], { description: 'Empty when all went well.' })
  userErrors!: UserErrorType[]
}
