import { Field, ID, InputType, ObjectType } from 'type-graphql'
import {
  attributeOf,
  choiceEnum,
  payloadOf,
  pick,
  recordMeta,
  scalars,
  UserErrorType,
  versionedInput,
} from '../../schema/index.ts'
import { Invitation } from './invitation.ts'
import { Membership } from './membership.ts'
import { SignedIn } from './session.types.ts'

@InputType()
export class InviteMemberInput extends pick(Invitation, 'email', 'name', 'role', 'department') {
  declare email: string
  declare name?: string | null
  declare role: 'OWNER' | 'MANAGER' | 'STAFF'
  declare departmentId?: string | null
}

@InputType()
export class InvitationInput {
  @Field(() => ID)
  invitationId!: string
}

@InputType()
export class MemberInput extends versionedInput('MemberInputBase') {
  declare id: string
  declare version: number
}

@InputType()
export class EndMemberSessionsInput {
  @Field(() => ID)
  memberId!: string
}

const linkDescription =
  'To be passed on by hand: set only where no mail server is configured, else null. Shown this once.'

@ObjectType({ simpleResolvers: true })
export class InviteMemberPayload {
  @Field(() => Invitation, { nullable: true })
  invitation!: Invitation | null

  @Field(() => String, { nullable: true, description: linkDescription })
  link!: string | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true })
export class ResendInvitationPayload extends InviteMemberPayload {}

export const RevokeInvitationPayload = payloadOf(Invitation, 'RevokeInvitationPayload')
export const DisableMemberPayload = payloadOf(Membership, 'DisableMemberPayload')
export const EnableMemberPayload = payloadOf(Membership, 'EnableMemberPayload')
export const RemoveMemberPayload = payloadOf(Membership, 'RemoveMemberPayload')
export const EndMemberSessionsPayload = payloadOf(Membership, 'EndMemberSessionsPayload')

@ObjectType({ simpleResolvers: true })
export class Left {
  @Field(() => SignedIn, {
    nullable: true,
    description: 'In another business of the viewer, if there is one.',
  })
  session!: SignedIn | null
}

@ObjectType({ simpleResolvers: true })
export class LeaveTenantPayload {
  @Field(() => Left, { nullable: true })
  left!: Left | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({
  simpleResolvers: true,
  description: 'What somebody who holds the link of an invitation may know.',
})
export class InvitationView {
  @Field(() => String)
  tenantName!: string

  @Field(() => String)
  inviterName!: string

  @Field(() => String, { description: 'In part, e.g. "a…e@example.com".' })
  maskedEmail!: string

  @Field(() => String, { nullable: true })
  name!: string | null

  @Field(() => choiceEnum(attributeOf(recordMeta(Invitation), 'status')))
  status!: string

  @Field(() => scalars.DateTime)
  expiresAt!: Date

  @Field(() => Boolean)
  isExpired!: boolean

  @Field(() => Boolean, {
    description: 'Whether the invited address has an account already: its password lets in.',
  })
  hasAccount!: boolean

  @Field(() => Boolean, {
    description: 'Whether the caller is signed in as the invited person: no password is needed.',
  })
  isViewer!: boolean
}

@InputType()
export class AcceptInvitationInput {
  @Field(() => String)
  token!: string

  @Field(() => String, { nullable: true, description: 'Of somebody who has no account yet.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'A new one, or that of the account that exists. Left out by whoever is signed in to it.',
  })
  password?: string | null

  @Field(() => Boolean, { defaultValue: false, description: 'As with signIn.' })
  cookie!: boolean
}

@ObjectType({ simpleResolvers: true })
export class AcceptInvitationPayload {
  @Field(() => SignedIn, { nullable: true })
  session!: SignedIn | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}
