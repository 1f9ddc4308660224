import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext } from '../../schema/index.ts'
import * as verbs from './provider-verbs.ts'
import { providersOf } from './providers.ts'
import * as types from './providers.types.ts'

/** Accounts of the business with services outside. */
@Resolver()
export class ProvidersResolver {
  @Query(() => [types.Provider], {
    description:
      'Services outside that can be connected, and the accounts with them; secrets are never told.',
  })
  @Allow(['owner'])
  providers(@Ctx() context: RequestContext): Promise<types.Provider[]> {
    return providersOf(context)
  }

  @Mutation(() => types.ProviderPayload, { description: 'Saves the account with a provider.' })
  @Allow(['owner'])
  saveProviderSettings(
    @Arg('input', () => types.SaveProviderSettingsInput) input: types.SaveProviderSettingsInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return verbs.saveProviderSettings(context, input)
  }

  @Mutation(() => types.ProviderPayload, {
    description: 'Tries the saved account for real: a mail server sends a message to the viewer.',
  })
  @Allow(['owner'])
  testProviderSettings(
    @Arg('input', () => types.TestProviderSettingsInput) input: types.TestProviderSettingsInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return verbs.testProviderSettings(context, input)
  }

  @Mutation(() => types.ProviderPayload, { description: 'Forgets the account with a provider.' })
  @Allow(['owner'])
  removeProviderSettings(
    @Arg('input', () => types.RemoveProviderSettingsInput) input: types.RemoveProviderSettingsInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return verbs.removeProviderSettings(context, input)
  }
}
