import { createSignal, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/field.tsx'
import { Surface } from '../../../components/surface.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { type ApiKey, revokeKeyMutation, rotateKeyMutation, type Scope } from './keys.graphql.ts'
import { ScopeTable } from './scope-table.tsx'
import { SecretOnce } from './secret-once.tsx'
import { keysWords } from './words.ts'

/** One key: what it may do; a new secret for it, or its end. */
export function KeySheet(props: {
  apiKey: ApiKey
  scopes: readonly Scope[]
  onClose: () => void
  onChanged: () => void
}) {
  const w = useWords(keysWords)
  const { t, f } = useI18n()
  const [secret, setSecret] = createSignal<string>()
  const [asking, setAsking] = createSignal(false)
  const [typed, setTyped] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const input = () => ({ apiKeyId: props.apiKey.id })
  const rotate = async () => {
    const done = outcome(await mutate(rotateKeyMutation, { input: input() }), 'rotateApiKey')
    if (done.is !== 'done')
      return setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
    setSecret(done.result.secret ?? '')
  }
  const revoke = async () => {
    const done = outcome(await mutate(revokeKeyMutation, { input: input() }), 'revokeApiKey')
    if (done.is !== 'done')
      return setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
    toast(w('revokedDone'))
    props.onChanged()
    props.onClose()
  }
  const close = () => {
    if (secret()) props.onChanged()
    props.onClose()
  }
  return (
    <Surface
      title={props.apiKey.name}
      subtitle={`${props.apiKey.prefix}…${props.apiKey.expiresAt ? ` · ${w('until', { date: f.date(props.apiKey.expiresAt, 'short') })}` : ''}`}
      onClose={close}
    >
      <Show when={!secret()} fallback={<SecretOnce secret={secret() ?? ''} />}>
        <div class="stack">
          <ScopeTable scopes={props.scopes} chosen={new Set(props.apiKey.scopes)} />
          <Show when={problem()}>
            {(text) => (
              <p class="notice is-bad" role="alert">
                {text()}
              </p>
            )}
          </Show>
          <Show
            when={asking()}
            fallback={
              <>
                <Button icon="sync" onClick={() => void rotate()}>
                  {w('rotate')}
                </Button>
                <p class="meta">{w('rotateHint')}</p>
                <Button look="ghost" class="is-danger-text" icon="power" onClick={() => setAsking(true)}>
                  {w('revoke')}
                </Button>
              </>
            }
          >
            <p class="notice is-bad">
              <span class="grow">{w('revokeAsk', { name: props.apiKey.name })}</span>
            </p>
            <TextField
              label={w('confirm')}
              autocomplete="off"
              value={typed()}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <div class="row">
              <Button onClick={() => setAsking(false)}>{w('keep')}</Button>
              <Button
                look="danger"
                icon="power"
                disabled={typed().trim() !== props.apiKey.name}
                onClick={() => void revoke()}
              >
                {w('revoke')}
              </Button>
            </div>
          </Show>
        </div>
      </Show>
    </Surface>
  )
}
