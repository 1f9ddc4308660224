import {
  answered,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
  viewerOf,
} from '../../schema/index.ts'
import { ProviderSettings } from './provider-settings.ts'
import { knownProvider, opened, providerOf, saveSettings, storedSettings } from './providers.ts'
import type {
  RemoveProviderSettingsInput,
  SaveProviderSettingsInput,
  TestProviderSettingsInput,
} from './providers.types.ts'
import { secretsKey } from './secrets.ts'

/** Saves the account with a provider. Secrets go in and are never told again. */
export function saveProviderSettings(
  context: RequestContext,
  input: SaveProviderSettingsInput,
): Promise<Payload> {
  return answered(context, 'provider', async () => {
    const provider = knownProvider(context, input.provider)
    await context.write((work) => saveSettings(work, context.service(secretsKey), provider, input))
    return providerOf(context, provider.key)
  })
}

/** Forgets the account with a provider, its secrets included. */
export function removeProviderSettings(
  context: RequestContext,
  input: RemoveProviderSettingsInput,
): Promise<Payload> {
  return answered(context, 'provider', async () => {
    const provider = knownProvider(context, input.provider)
    await context.write(async (work) => {
      const row = await work.em.findOne(ProviderSettings, {
        tenantId: work.principal.tenantId,
        provider: provider.key,
      })
      if (!row) refuse('PROVIDER_NOT_SET', ['provider'])
      work.tell('provider.settings.deleted', row, { provider: provider.key })
      work.em.remove(row)
    })
    return providerOf(context, provider.key)
  })
}

/** Tries the saved account for real, towards the person who asks; what came of it is told in the event log. */
export function testProviderSettings(
  context: RequestContext,
  input: TestProviderSettingsInput,
): Promise<Payload> {
  return answered(context, 'provider', async () => {
    const provider = knownProvider(context, input.provider)
    const stored = (await storedSettings(context.read))[provider.key]
    if (!stored) refuse('PROVIDER_NOT_SET', ['provider'])
    if (!provider.test) refuse('PROVIDER_NOT_TESTABLE', ['provider'])
    await provider.test(context, await opened(context, stored), await addressOf(context))
    await context.write(async (work) =>
      work.tellOf('provider.settings.tested', { meta: recordMeta(ProviderSettings), id: stored.id }, null, {
        provider: provider.key,
      }),
    )
    return providerOf(context, provider.key)
  })
}

/** Where the person who asks gets mail. */
async function addressOf(context: RequestContext): Promise<string> {
  const { userId } = viewerOf(context)
  return context.write(async (work) => {
    await work.sql(`select set_config('app.user_id', $1, true)`, [userId])
    const [user] = await work.sql<{ email: string }>('select email from users where id = $1', [userId])
    return user?.email ?? refuse('NOT_FOUND')
  })
}
