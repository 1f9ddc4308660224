import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql'
import {
  Allow,
  answered,
  attributeOf,
  choiceEnum,
  encodeId,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
  Statement,
  scalars,
  UserErrorType,
  viewerOf,
} from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { Membership } from './membership.ts'
import { sessionsKey, sessionTransportKey } from './sessions.ts'

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

@ObjectType({ simpleResolvers: true, description: 'A person, whichever tenants they belong to.' })
export class User {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String)
  email!: string
}

@ObjectType({ description: 'The signed-in person in the tenant they work in.' })
export class Viewer {
  @Field(() => ID, { description: 'Changes when the person is given another place in the tenant.' })
  id!: string
}

const MembershipRole = choiceEnum(attributeOf(recordMeta(Membership), 'role'))

/** Signing in and out, and who one is. */
@Resolver(() => Viewer)
export class SessionResolver {
  @Mutation(() => SignInPayload, { description: 'Starts a session with an e-mail address and a password.' })
  @Allow('public')
  signIn(
    @Arg('input', () => SignInInput) input: SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return answered(context, 'session', async () => {
      const transport = context.service(sessionTransportKey)
      const kind = input.cookie ? 'cookie' : 'bearer'
      const started = await context
        .service(sessionsKey)
        .start(input.email, input.password, transport.address, kind)
      if (!started) refuse('SIGN_IN_FAILED')
      if (!input.cookie) return started
      transport.keep(started.token, started.expiresAt)
      return { token: null, expiresAt: started.expiresAt }
    })
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session that the call is made with.' })
  @Allow('signed-in')
  signOut(@Ctx() context: RequestContext): Promise<Payload> {
    return answered(context, 'signedOut', async () => {
      await context.service(sessionsKey).end(viewerOf(context))
      context.service(sessionTransportKey).forget()
      return true
    })
  }

  @Query(() => Viewer, { nullable: true, description: 'Null when nobody is signed in.' })
  @Allow('public')
  viewer(@Ctx() context: RequestContext): Viewer | null {
    return context.principal && { id: encodeId('mem', context.principal.membershipId) }
  }

  @FieldResolver(() => User)
  async user(@Ctx() context: RequestContext): Promise<User> {
    const viewer = viewerOf(context)
    const statement = new Statement(viewer.tenantId)
    const plan = `select json_build_object('name', m.name, 'email', m.email) from memberships m
      where m.tenant_id = ${statement.tenant} and m.id = ${statement.value(viewer.membershipId, 'uuid')}`
    // Not through the record: one's own address is one's own, whatever the role sees of others.
    const own = (await context.read.ask(statement.text(plan), statement.values)) as Omit<User, 'id'>
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
}
