import { Field, InputType, ObjectType } from 'type-graphql'
import { UserErrorType } from '../../schema/index.ts'
import { SignedIn } from './session.types.ts'

@InputType()
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string

  @Field(() => String)
  newPassword!: string
}

@ObjectType({ simpleResolvers: true })
export class ChangePasswordPayload {
  @Field(() => Boolean, { nullable: true })
  changed!: boolean | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType()
export class RequestPasswordResetInput {
  @Field(() => String)
  email!: string
}

@ObjectType({ simpleResolvers: true })
export class RequestPasswordResetPayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True for every address, whether somebody has it or not.',
  })
  requested!: boolean | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType()
export class ResetPasswordInput {
  @Field(() => String, { description: 'The secret of the link that was mailed.' })
  token!: string

  @Field(() => String)
  password!: string

  @Field(() => Boolean, { defaultValue: false, description: 'As with signIn.' })
  cookie!: boolean
}

@ObjectType({ simpleResolvers: true })
export class ResetPasswordPayload {
  @Field(() => Boolean, { nullable: true })
  reset!: boolean | null

  @Field(() => SignedIn, {
    nullable: true,
    description: 'A new session, the only one; null for somebody who belongs to no business.',
  })
  session!: SignedIn | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}
