import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { scalars, UserErrorType } from '../../schema/index.ts'

@InputType()
export class SignInInput {
  @Field(() => String)
  email!: string

  @Field(() => String)
  password!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Keep the session in an HttpOnly cookie instead of answering with a token.',
  })
  cookie!: boolean
}

@ObjectType({ simpleResolvers: true })
export class SignedIn {
  @Field(() => String, {
    nullable: true,
    description: 'Send it as "Authorization: Bearer …"; null with a cookie.',
  })
  token!: string | null

  @Field(() => scalars.DateTime)
  expiresAt!: Date
}

@ObjectType({ simpleResolvers: true })
export class SignInPayload {
  @Field(() => SignedIn, { nullable: true })
  session!: SignedIn | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true })
export class SignOutPayload {
  @Field(() => Boolean, { nullable: true })
  signedOut!: boolean | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType()
export class SwitchTenantInput {
  @Field(() => ID)
  tenantId!: string
}

@ObjectType({ simpleResolvers: true })
export class SwitchTenantPayload {
  @Field(() => SignedIn, {
    nullable: true,
    description:
      'The session to go on with; the one that the call was made with has ended. Null in the same business.',
  })
  session!: SignedIn | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true, description: 'Where somebody is signed in.' })
export class UserSession {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'Browser and system, e.g. "Firefox · Windows".' })
  device!: string | null

  @Field(() => String, { nullable: true, description: 'The network that it was started from, in part.' })
  address!: string | null

  @Field(() => scalars.DateTime)
  createdAt!: Date

  @Field(() => scalars.DateTime, { description: 'To within five minutes.' })
  lastUsedAt!: Date

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent!: boolean
}

@InputType()
export class RevokeSessionInput {
  @Field(() => ID)
  sessionId!: string
}

@ObjectType({ simpleResolvers: true })
export class RevokeSessionPayload {
  @Field(() => Boolean, { nullable: true })
  revoked!: boolean | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true })
export class RevokeOtherSessionsPayload {
  @Field(() => Int, { nullable: true, description: 'How many there were.' })
  revokedCount!: number | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true, description: 'A person, whichever tenants they belong to.' })
export class User {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  email!: string
}

@ObjectType({ simpleResolvers: true, description: 'A business that the viewer belongs to.' })
export class ViewerMembership {
  @Field(() => ID)
  tenantId!: string

  @Field(() => String)
  tenantName!: string

  @Field(() => String, { description: 'OWNER, MANAGER or STAFF.' })
  role!: string

  @Field(() => Boolean, { description: 'Whether it is the one that the viewer works in now.' })
  isCurrent!: boolean
}

@ObjectType({ description: 'The signed-in person in the tenant they work in.' })
export class Viewer {
  @Field(() => ID, { description: 'Changes when the person is given another place in the tenant.' })
  id!: string
}
