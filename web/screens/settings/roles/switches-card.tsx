import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Failure, Skeleton } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { type BusinessModule, modulesQuery, switchOffMutation, switchOnMutation } from './roles.graphql.ts'
import { rolesWords } from './words.ts'

/** Every module with its switch; switching off asks for a reason, an end and the module's name. */
export function SwitchesCard() {
  const w = useWords(rolesWords)
  const { f } = useI18n()
  const query = createQuery(modulesQuery, () => ({}), { watch: ['ModuleSwitch', 'ModuleCapability'] })
  const modules = () => (query.data()?.modules ?? []).filter(({ state }) => state !== 'ALWAYS_ON')
  const off = () => modules().filter(({ state }) => state === 'OFF').length
  return (
    <section class="card" aria-label={w('switches')}>
      <div class="card-head">
        <h2>{w('switches')}</h2>
        <Show when={off() > 0}>
          <span class="meta">{w('countOff', { n: f.number(off()) })}</span>
        </Show>
      </div>
      <p class="meta card-hint">{w('switchesHint')}</p>
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={!query.waiting()} fallback={<Skeleton rows={6} />}>
        <For each={modules()}>{(one) => <ModuleRow module={one} onChanged={query.refetch} />}</For>
      </Show>
    </section>
  )
}

function ModuleRow(props: { module: BusinessModule; onChanged: () => void }) {
  const w = useWords(rolesWords)
  const { t, f } = useI18n()
  const { viewer } = useSession()
  const [asking, setAsking] = createSignal(false)
  const titleId = createUniqueId()
  const isOn = () => props.module.state === 'ON'
  const name = () => f.text(props.module.title)
  const turn = async () => {
    if (isOn()) return setAsking((asked) => !asked)
    const done = outcome(
      await mutate(switchOnMutation, { input: { module: props.module.key } }),
      'switchModuleOn',
    )
    toast(
      done.is === 'done'
        ? w('switchedOn', { name: name() })
        : done.is === 'refused'
          ? (done.errors[0]?.message ?? '')
          : t('error.other'),
    )
    props.onChanged()
  }
  return (
    <div class="switch-row" classList={{ 'is-open': asking() }}>
      <div class="switch-line">
        <span class="row-text">
          <b id={titleId}>{name()}</b>
          <Show when={props.module.switchedOff}>
            {(switched) => (
              <span>
                {w('since', {
                  who: switched().offBy?.name ?? w('someone'),
                  when: f.dateTime(switched().offSince),
                })}
              </span>
            )}
          </Show>
          <Show when={props.module.state === 'NOT_IN_PLAN'}>
            <span>{w('notInPlan')}</span>
          </Show>
        </span>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={isOn()}
          aria-labelledby={titleId}
          disabled={viewer.role === 'STAFF' || props.module.state === 'NOT_IN_PLAN'}
          onClick={() => void turn()}
        >
          <i aria-hidden="true" />
          <span aria-hidden="true">{w(isOn() ? 'on' : 'off')}</span>
        </button>
      </div>
      <Show when={props.module.switchedOff}>
        {(switched) => (
          <div class="notice is-warning">
            <Icon name="power" />
            <span class="grow">
              <b>{switched().reason}</b>{' '}
              {switched().endsAt ? w('until', { when: f.dateTime(switched().endsAt ?? '') }) : w('byHand')}
              <Show when={props.module.waitingJobs > 0}>
                {' '}
                {w('waiting', { n: f.number(props.module.waitingJobs) })}
              </Show>
            </span>
          </div>
        )}
      </Show>
      <Show when={asking()}>
        <SwitchOffForm
          module={props.module.key}
          name={name()}
          onCancel={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            toast(w('switchedOff', { name: name() }), { icon: 'power' })
            props.onChanged()
          }}
        />
      </Show>
    </div>
  )
}

type Until = 'hour' | 'day' | 'week' | 'manual'

const minutes: Record<Until, number | null> = { hour: 60, day: 1440, week: 10_080, manual: null }

function SwitchOffForm(props: { module: string; name: string; onCancel: () => void; onDone: () => void }) {
  const w = useWords(rolesWords)
  const { t } = useI18n()
  const [reason, setReason] = createSignal('')
  const [until, setUntil] = createSignal<Until>('day')
  const [typed, setTyped] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const isSure = () =>
    typed().trim().toLocaleLowerCase('tr') === props.name.toLocaleLowerCase('tr') && reason().trim() !== ''
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!isSure()) return
    const durationMinutes = minutes[until()]
    const done = outcome(
      await mutate(switchOffMutation, {
        input: { module: props.module, reason: reason().trim(), ...(durationMinutes && { durationMinutes }) },
      }),
      'switchModuleOff',
    )
    if (done.is === 'done') return props.onDone()
    setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
  }
  return (
    <form class="stack switch-form" onSubmit={(event) => void send(event)}>
      <TextField
        label={w('why')}
        value={reason()}
        maxLength={300}
        error={problem()}
        ref={(input: HTMLInputElement) => setTimeout(() => input.focus())}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <div class="field">
        <span class="field-label">{w('how')}</span>
        <Segmented
          label={w('how')}
          value={until()}
          options={(['hour', 'day', 'week', 'manual'] as const).map((value) => ({ value, label: w(value) }))}
          onPick={setUntil}
        />
      </div>
      <TextField
        label={w('confirm', { name: props.name })}
        autocomplete="off"
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class="row switch-buttons">
        <Button onClick={() => props.onCancel()}>{w('cancel')}</Button>
        <Button type="submit" look="danger" icon="power" disabled={!isSure()}>
          {w('switchOff')}
        </Button>
      </div>
    </form>
  )
}
