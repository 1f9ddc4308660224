import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql'
import {
  Allow,
  AnswersSecret,
  answered,
  attributeOf,
  choiceEnum,
  encodeId,
  type Payload,
  type RequestContext,
  recordMeta,
  Statement,
  viewerOf,
} from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { Membership } from './membership.ts'
import { ownSessions, revokeOtherSessions, revokeSession, tellEnded } from './own-sessions.ts'
import { personOf } from './person.ts'
import * as types from './session.types.ts'
import { sessionsKey, sessionTransportKey } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { switchTenant, viewerMemberships } from './switch-tenant.ts'

const MembershipRole = choiceEnum(attributeOf(recordMeta(Membership), 'role'))

/** Signing in and out, who one is, and where else one is signed in. */
@Resolver(() => types.Viewer)
export class SessionResolver {
  @Mutation(() => types.SignInPayload, {
    description: 'Starts a session with an e-mail address and a password, in the business worked in last.',
  })
  @Allow('public')
  @AnswersSecret()
  signIn(
    @Arg('input', () => types.SignInInput) input: types.SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return signIn(context, input)
  }

  @Mutation(() => types.SignOutPayload, { description: 'Ends the session that the call is made with.' })
  @Allow('signed-in')
  signOut(@Ctx() context: RequestContext): Promise<Payload> {
    return answered(context, 'signedOut', async () => {
      const viewer = personOf(context)
      await tellEnded(context, 1)
      await context.service(sessionsKey).end(viewer)
      context.service(sessionTransportKey).forget()
      return true
    })
  }

  @Mutation(() => types.SwitchTenantPayload, {
    description: 'Goes on in another business of the viewer, with a new session.',
  })
  @Allow('signed-in')
  @AnswersSecret()
  switchTenant(
    @Arg('input', () => types.SwitchTenantInput) input: types.SwitchTenantInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return switchTenant(context, input)
  }

  @Query(() => [types.UserSession], { description: 'Where the viewer is signed in, the latest used first.' })
  @Allow('signed-in')
  sessions(@Ctx() context: RequestContext): Promise<types.UserSession[]> {
    return ownSessions(context)
  }

  @Mutation(() => types.RevokeSessionPayload, { description: 'Ends one of the sessions of the viewer.' })
  @Allow('signed-in')
  revokeSession(
    @Arg('input', () => types.RevokeSessionInput) input: types.RevokeSessionInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return revokeSession(context, input)
  }

  @Mutation(() => types.RevokeOtherSessionsPayload, {
    description: 'Ends all sessions of the viewer but the one that the call is made with.',
  })
  @Allow('signed-in')
  revokeOtherSessions(@Ctx() context: RequestContext): Promise<Payload> {
    return revokeOtherSessions(context)
  }

  @Query(() => types.Viewer, { nullable: true, description: 'Null when nobody is signed in.' })
  @Allow('public')
  viewer(@Ctx() context: RequestContext): types.Viewer | null {
    return context.principal && { id: encodeId('mem', context.principal.membershipId) }
  }

  @FieldResolver(() => types.User)
  async user(@Ctx() context: RequestContext): Promise<types.User> {
    const viewer = viewerOf(context)
    const statement = new Statement(viewer.tenantId)
    const plan = `select json_build_object('name', m.name, 'email', m.email) from memberships m
      where m.tenant_id = ${statement.tenant} and m.id = ${statement.value(viewer.membershipId, 'uuid')}`
    // Not through the record: one's own address is one's own, whatever the role sees of others.
    const own = (await context.read.ask(statement, plan)) as Omit<types.User, 'id'>
    return { id: encodeId('usr', viewer.userId), ...own }
  }

  @FieldResolver(() => MembershipRole)
  role(@Ctx() context: RequestContext): string {
    return viewerOf(context).role.toUpperCase()
  }

  @FieldResolver(() => Tenant)
  tenant(@Ctx() context: RequestContext) {
    return context.read.byId(recordMeta(Tenant), viewerOf(context).tenantId)
  }

  @FieldResolver(() => [types.ViewerMembership], {
    description: 'Every business that the viewer belongs to, the current one first.',
  })
  memberships(@Ctx() context: RequestContext): Promise<types.ViewerMembership[]> {
    return viewerMemberships(context)
  }
}
