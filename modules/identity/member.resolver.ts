import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, AnswersSecret, type Payload, type RequestContext } from '../../schema/index.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { viewInvitation } from './invitation-view.ts'
import { inviteMember, resendInvitation, revokeInvitation } from './invitations.ts'
import * as types from './member.types.ts'
import { disableMember, enableMember, endMemberSessions, leaveTenant, removeMember } from './members.ts'

const who = ['owner'] as const

/** How people come into a business and go. */
@Resolver()
export class MemberResolver {
  @Mutation(() => types.InviteMemberPayload, {
    description: 'Asks somebody to join by e-mail, with a link that works once and for seven days.',
  })
  @Allow(who)
  @AnswersSecret()
  inviteMember(
    @Arg('input', () => types.InviteMemberInput) input: types.InviteMemberInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return inviteMember(context, input)
  }

  @Mutation(() => types.ResendInvitationPayload, {
    description: 'Sends a new link, valid for seven days; earlier ones stop working.',
  })
  @Allow(who)
  @AnswersSecret()
  resendInvitation(
    @Arg('input', () => types.InvitationInput) input: types.InvitationInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return resendInvitation(context, input)
  }

  @Mutation(() => types.RevokeInvitationPayload, { description: 'Takes an open invitation back.' })
  @Allow(who)
  revokeInvitation(
    @Arg('input', () => types.InvitationInput) input: types.InvitationInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return revokeInvitation(context, input)
  }

  @Query(() => types.InvitationView, {
    nullable: true,
    description:
      'The invitation behind a link; null for a link that nobody made or that a newer one replaced.',
  })
  @Allow('public')
  invitationByLink(
    @Arg('token', () => String) token: string,
    @Ctx() context: RequestContext,
  ): Promise<types.InvitationView | null> {
    return viewInvitation(context, token)
  }

  @Mutation(() => types.AcceptInvitationPayload, {
    description: 'Joins a business with the link of an invitation, and starts a session there.',
  })
  @Allow('public')
  @AnswersSecret()
  acceptInvitation(
    @Arg('input', () => types.AcceptInvitationInput) input: types.AcceptInvitationInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return acceptInvitation(context, input)
  }

  @Mutation(() => types.DisableMemberPayload, {
    description: 'Keeps a member out for the time being; their sessions here end at once.',
  })
  @Allow(who)
  disableMember(
    @Arg('input', () => types.MemberInput) input: types.MemberInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return disableMember(context, input)
  }

  @Mutation(() => types.EnableMemberPayload, { description: 'Lets a disabled member in again.' })
  @Allow(who)
  enableMember(
    @Arg('input', () => types.MemberInput) input: types.MemberInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return enableMember(context, input)
  }

  @Mutation(() => types.RemoveMemberPayload, {
    description: 'Takes a member out of the business; what they did keeps their name.',
  })
  @Allow(who)
  removeMember(
    @Arg('input', () => types.MemberInput) input: types.MemberInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return removeMember(context, input)
  }

  @Mutation(() => types.LeaveTenantPayload, {
    description: 'The viewer leaves the business, and goes on in another of theirs if there is one.',
  })
  @Allow('signed-in')
  @AnswersSecret()
  leaveTenant(@Ctx() context: RequestContext): Promise<Payload> {
    return leaveTenant(context)
  }

  @Mutation(() => types.EndMemberSessionsPayload, {
    description: 'Ends the sessions of a member in this business, but for the one that asks.',
  })
  @Allow(who)
  endMemberSessions(
    @Arg('input', () => types.EndMemberSessionsInput) input: types.EndMemberSessionsInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return endMemberSessions(context, input)
  }
}
