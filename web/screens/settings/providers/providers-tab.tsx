import { createMemo, For, Show, untrack } from 'solid-js'
import { Icon } from '../../../components/icon.tsx'
import { Answered } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { providersQuery } from '../../../data/settings.graphql.ts'
import { useWords } from '../../../i18n/i18n.tsx'
import { ProviderForm } from './provider-form.tsx'
import { providersWords } from './words.ts'

const formOf = (provider: { key: string; version: number | null }) => `${provider.key} ${provider.version}`

/** The accounts of the business with services outside; what is secret in them goes in and never comes out. */
export function ProvidersTab() {
  const say = useWords(providersWords)
  const providers = createQuery(providersQuery, () => ({}), { watch: ['ProviderSettings'] })
  const all = () => providers.data()?.providers ?? []
  // A form begins anew when its settings have changed, not whenever they are read again: what is typed stays.
  const forms = createMemo(() => all().map(formOf))
  return (
    <div class="stack narrow-page">
      <p class="notice is-info">
        <Icon name="lock" />
        {say('sealed')}
      </p>
      <Answered query={providers}>{() => null}</Answered>
      <For each={forms()}>
        {(form) => (
          <Show when={untrack(() => all().find((one) => formOf(one) === form))}>
            {(provider) => <ProviderForm provider={provider()} onChanged={() => providers.refetch()} />}
          </Show>
        )}
      </For>
    </div>
  )
}
