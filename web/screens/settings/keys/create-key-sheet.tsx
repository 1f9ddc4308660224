import { createSignal, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/field.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Surface } from '../../../components/surface.tsx'
import { mutate } from '../../../data/client.ts'
import { errorOf, outcome, type UserError } from '../../../data/payload.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { createKeyMutation, type Scope } from './keys.graphql.ts'
import { ScopeTable } from './scope-table.tsx'
import { SecretOnce } from './secret-once.tsx'
import { keysWords } from './words.ts'

type Term = 'd30' | 'd90' | 'd365' | 'never'

const days: Record<Term, number | null> = { d30: 30, d90: 90, d365: 365, never: null }

/** Makes a key: what for, what it may do, how long; then shows it once. */
export function CreateKeySheet(props: { scopes: readonly Scope[]; onClose: () => void; onDone: () => void }) {
  const w = useWords(keysWords)
  const { t } = useI18n()
  const [name, setName] = createSignal('')
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const [term, setTerm] = createSignal<Term>('d90')
  const [errors, setErrors] = createSignal<UserError[]>([])
  const [secret, setSecret] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const toggle = (scope: string) =>
    setChosen(
      (known) => new Set(known.has(scope) ? [...known].filter((one) => one !== scope) : [...known, scope]),
    )
  const create = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const length = days[term()]
    const done = outcome(
      await mutate(createKeyMutation, {
        input: {
          name: name().trim(),
          scopes: [...chosen()],
          ...(length && { expiresAt: new Date(Date.now() + length * 86_400_000).toISOString() }),
        },
      }),
      'createApiKey',
    )
    setBusy(false)
    if (done.is === 'refused') return setErrors(done.errors)
    if (done.is === 'failed') return setErrors([{ code: 'INTERNAL', message: t('error.other') }])
    setSecret(done.result.secret ?? '')
    props.onDone()
  }
  const other = () => errors().find(({ field }) => field?.at(-1) !== 'name')
  return (
    <Surface
      title={w('create')}
      onClose={props.onClose}
      task
      foot={
        <Show
          when={secret()}
          fallback={
            <Button
              look="primary"
              type="submit"
              form="key-form"
              wide
              disabled={busy() || !name().trim() || chosen().size === 0}
            >
              {w('create')}
            </Button>
          }
        >
          <Button look="primary" icon="check" wide onClick={() => props.onClose()}>
            {w('done')}
          </Button>
        </Show>
      }
    >
      <Show when={!secret()} fallback={<SecretOnce secret={secret() ?? ''} />}>
        <form id="key-form" class="stack" onSubmit={(event) => void create(event)}>
          <TextField
            label={w('name')}
            hint={w('nameHint')}
            autocomplete="off"
            value={name()}
            error={errorOf(errors(), 'name')}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <div class="field">
            <span class="field-label">{w('expires')}</span>
            <Segmented
              label={w('expires')}
              value={term()}
              options={(['d30', 'd90', 'd365', 'never'] as const).map((value) => ({
                value,
                label: w(value),
              }))}
              onPick={setTerm}
            />
          </div>
          <section>
            <h3 class="field-label">{w('scopes')}</h3>
            <ScopeTable scopes={props.scopes} chosen={chosen()} onToggle={toggle} />
          </section>
          <Show when={other()}>
            {(error) => (
              <p class="notice is-bad" role="alert">
                {error().message}
              </p>
            )}
          </Show>
        </form>
      </Show>
    </Surface>
  )
}
