import { For, Show } from 'solid-js'
import { Icon } from '../../../components/icon.tsx'
import { Answered } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { providersQuery } from '../../../data/settings.graphql.ts'
import { useWords } from '../../../i18n/i18n.tsx'
import { ProviderForm } from './provider-form.tsx'
import { providersWords } from './words.ts'

/** The accounts of the business with services outside; what is secret in them goes in and never comes out. */
export function ProvidersTab() {
  const say = useWords(providersWords)
  const providers = createQuery(providersQuery, () => ({}), { watch: ['ProviderSettings'] })
  return (
    <div class="stack narrow-page">
      <p class="notice is-info">
        <Icon name="lock" />
        {say('sealed')}
      </p>
      <Answered query={providers}>
        {(data) => (
          <For each={data.providers}>
            {(provider) => (
              <Show when={`${provider.key} ${provider.version}`} keyed>
                {(_version) => <ProviderForm provider={provider} onChanged={() => providers.refetch()} />}
              </Show>
            )}
          </For>
        )}
      </Answered>
    </div>
  )
}
