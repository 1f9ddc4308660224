import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, AnswersSecret, type Payload, type RequestContext } from '../../schema/index.ts'
import * as types from './api-key.types.ts'
import { apiKeyScopes, createApiKey, revokeApiKey, rotateApiKey } from './api-keys.ts'

const who = ['owner'] as const

/** Keys of programs that work with the data of the business. */
@Resolver()
export class ApiKeyResolver {
  @Query(() => [types.ApiKeyScope], { description: 'Permissions that an API key of this business can have.' })
  @Allow(who)
  apiKeyScopes(@Ctx() context: RequestContext): types.ApiKeyScope[] {
    return apiKeyScopes(context)
  }

  @Mutation(() => types.CreateApiKeyPayload, {
    description: 'Makes an API key; its secret is shown this once.',
  })
  @Allow(who)
  @AnswersSecret()
  createApiKey(
    @Arg('input', () => types.CreateApiKeyInput) input: types.CreateApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return createApiKey(context, input)
  }

  @Mutation(() => types.RotateApiKeyPayload, {
    description: 'Gives an API key a new secret; the one that is used now stops working at once.',
  })
  @Allow(who)
  @AnswersSecret()
  rotateApiKey(
    @Arg('input', () => types.ApiKeyInput) input: types.ApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return rotateApiKey(context, input)
  }

  @Mutation(() => types.RevokeApiKeyPayload, {
    description: 'Ends an API key at once, also on the sockets that it holds open.',
  })
  @Allow(who)
  revokeApiKey(
    @Arg('input', () => types.ApiKeyInput) input: types.ApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return revokeApiKey(context, input)
  }
}
