import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { TextField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import {
  type Provider,
  removeProviderMutation,
  saveProviderMutation,
  testProviderMutation,
} from '../../../data/settings.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { createSaver } from '../saver.ts'
import { providersWords } from './words.ts'

/** One provider: its fields, whether it is in use, and a try for real. */
export function ProviderForm(props: { provider: Provider; onChanged: () => void }) {
  const { t, f } = useI18n()
  const say = useWords(providersWords)
  const { viewer } = useSession()
  const saver = createSaver('saveProviderSettings', saveProviderMutation)
  const trying = createSaver('testProviderSettings', testProviderMutation)
  const removing = createSaver('removeProviderSettings', removeProviderMutation)
  const valueOf = (name: string) => props.provider.values.find((one) => one.name === name)?.value ?? ''
  const [entered, setEntered] = createStore<Record<string, string>>(
    Object.fromEntries(props.provider.fields.map(({ name, secret }) => [name, secret ? '' : valueOf(name)])),
  )
  const [enabled, setEnabled] = createSignal(props.provider.version === null || props.provider.enabled)
  const [isSure, setSure] = createSignal(false)

  const secretHint = (name: string) => {
    const secret = props.provider.secrets.find((one) => one.name === name)
    if (!secret) return undefined
    const facts = { who: secret.setBy ?? say('somebody'), when: f.dateTime(secret.setAt) }
    return secret.ending ? say('secretSet', { ...facts, ending: secret.ending }) : say('secretShort', facts)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const changed = props.provider.fields.filter(({ name, secret }) =>
      secret ? entered[name] !== '' : entered[name] !== valueOf(name),
    )
    const done = await saver.save({
      provider: props.provider.key,
      version: props.provider.version,
      enabled: enabled(),
      values: changed.map(({ name }) => ({ name, value: entered[name] ?? '' })),
    })
    if (done) props.onChanged()
  }
  const names = () => props.provider.fields.map(({ name }) => name)
  const problem = () => saver.otherError(...names()) ?? trying.otherError() ?? removing.otherError()
  return (
    <form class="card form-card" aria-label={f.text(props.provider.title)} onSubmit={submit} novalidate>
      <div class="row-between">
        <h2>{f.text(props.provider.title)}</h2>
        <Show when={props.provider.version !== null} fallback={<Chip look="line">{say('notSet')}</Chip>}>
          <Show when={props.provider.enabled} fallback={<Chip look="line">{say('off')}</Chip>}>
            <Chip look="good" icon="check">
              {say('connected')}
            </Chip>
          </Show>
        </Show>
      </div>
      <p class="small text-2">{f.text(props.provider.description)}</p>
      <div class="field-grid">
        <For each={props.provider.fields}>
          {(field) => (
            <TextField
              label={`${f.text(field.label)}${field.required ? ' *' : ''}`}
              type={field.secret ? 'password' : field.input === 'email' ? 'email' : 'text'}
              inputmode={field.input === 'port' ? 'numeric' : undefined}
              autocomplete={field.secret ? 'new-password' : 'off'}
              placeholder={
                field.secret && secretHint(field.name) ? say('keep') : (field.example ?? undefined)
              }
              hint={field.secret ? secretHint(field.name) : undefined}
              value={entered[field.name]}
              error={saver.errorOf(field.name)}
              onInput={(event) => setEntered(field.name, event.currentTarget.value)}
            />
          )}
        </For>
      </div>
      <label class="check-line">
        <input
          type="checkbox"
          checked={enabled()}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        {say('inUse')}
      </label>
      <Show when={problem()}>
        {(message) => (
          <p class="notice is-bad" role="alert">
            <Icon name="alert" />
            {message()}
          </p>
        )}
      </Show>
      <div class="form-foot">
        <Show when={props.provider.version !== null}>
          <Button
            look={isSure() ? 'danger' : 'ghost'}
            disabled={removing.busy()}
            onClick={async () => {
              if (!isSure()) return setSure(true)
              if (await removing.save({ provider: props.provider.key }, say('removed'))) props.onChanged()
            }}
          >
            {isSure() ? say('removeSure') : say('remove')}
          </Button>
          <Show when={props.provider.testable}>
            <Button
              icon="send"
              disabled={trying.busy()}
              onClick={() =>
                trying.save({ provider: props.provider.key }, say('tested', { email: viewer.user.email }))
              }
            >
              {trying.busy() ? say('testing') : say('test')}
            </Button>
          </Show>
        </Show>
        <Button type="submit" look="primary" disabled={saver.busy()}>
          {saver.busy() ? t('saving') : t('save')}
        </Button>
      </div>
    </form>
  )
}
