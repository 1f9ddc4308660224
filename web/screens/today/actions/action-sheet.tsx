import { createSignal, For, Show } from 'solid-js'
import { Avatar } from '../../../components/avatar.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Failure, Skeleton } from '../../../components/states.tsx'
import { Surface } from '../../../components/surface.tsx'
import { toast } from '../../../components/toast.tsx'
import {
  type ActionPerson,
  actionPreviewQuery,
  startActionMutation,
  undoActionMutation,
} from '../../../data/actions.graphql.ts'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { words } from './words.ts'

/** Before anything is done: who, why, who is left out. Then one tap, and eight seconds to take it back. */
export function ActionSheet(props: { actionKey: string; onClose: () => void }) {
  const w = useWords(words)
  const { t, f } = useI18n()
  const query = createQuery(actionPreviewQuery, () => ({ key: props.actionKey }))
  const preview = () => query.data()?.actionPreview
  const [except, setExcept] = createSignal<ReadonlySet<string>>(new Set())
  const [problem, setProblem] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const count = () => (preview()?.people.length ?? 0) - except().size
  const toggle = (id: string) =>
    setExcept((left) => new Set(left.has(id) ? [...left].filter((one) => one !== id) : [...left, id]))

  const start = async () => {
    setBusy(true)
    const input = { key: props.actionKey, exceptCustomerIds: [...except()] }
    const done = outcome(await mutate(startActionMutation, { input }), 'startAction')
    setBusy(false)
    const run = done.is === 'done' ? done.result.actionRun : null
    if (!run) {
      setProblem(done.is === 'refused' ? done.errors[0]?.message : t('error.other'))
      return
    }
    props.onClose()
    toast(w('started', { n: f.number(run.taskCount) }), {
      undo: async () => {
        const undone = outcome(
          await mutate(undoActionMutation, { input: { id: run.id, version: run.version } }),
          'undoAction',
        )
        toast(undone.is === 'done' ? w('undone') : t('error.other'))
      },
    })
  }

  return (
    <Surface
      title={f.text(preview()?.card.verb)}
      subtitle={f.text(preview()?.card.title)}
      lead={
        <span class="action-lead">
          <Icon name={preview()?.card.icon ?? 'bolt'} />
        </span>
      }
      onClose={props.onClose}
      task
      foot={
        <Button
          look="primary"
          icon="phone"
          wide
          disabled={busy() || count() === 0}
          onClick={() => void start()}
        >
          {w('start', { n: f.number(count()) })}
        </Button>
      }
    >
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={preview()} fallback={<Show when={!query.error()}>{<Skeleton rows={5} />}</Show>}>
        {(found) => (
          <div class="stack action-preview">
            <dl class="action-figures">
              <div>
                <dt>{w('audience')}</dt>
                <dd>{w('people', { n: f.number(count()) })}</dd>
              </div>
              <div>
                <dt>{w('way')}</dt>
                <dd>{w('byPhone')}</dd>
              </div>
              <div>
                <dt>{w('cost')}</dt>
                <dd>{w('free')}</dd>
              </div>
            </dl>
            <section>
              <h3>{w('whatHappens')}</h3>
              <p class="action-message">{w('explanation', { task: f.text(found().task) })}</p>
            </section>
            <section>
              <h3>
                {w('who')}
                <Show when={found().card.count > found().people.length}>
                  {' '}
                  <span class="meta">
                    {w('mostUrgent', {
                      n: f.number(found().people.length),
                      total: f.number(found().card.count),
                    })}
                  </span>
                </Show>
              </h3>
              <ul class="action-people">
                <For each={found().people}>
                  {(person) => (
                    <Person
                      person={person}
                      isOut={except().has(person.customer.id)}
                      onToggle={() => toggle(person.customer.id)}
                    />
                  )}
                </For>
              </ul>
            </section>
            <Excluded excluded={found().card.excluded} />
            <Show when={problem()}>
              {(text) => (
                <p class="notice is-bad" role="alert">
                  {text()}
                </p>
              )}
            </Show>
          </div>
        )}
      </Show>
    </Surface>
  )
}

function Person(props: { person: ActionPerson; isOut: boolean; onToggle: () => void }) {
  const w = useWords(words)
  const name = () => props.person.customer.name
  return (
    <li class="list-row" classList={{ 'is-faint': props.isOut }}>
      <Avatar name={name()} />
      <span class="row-text">
        <b>{name()}</b>
        <span>{props.person.reason}</span>
      </span>
      <IconButton
        icon={props.isOut ? 'undo' : 'close'}
        label={w(props.isOut ? 'takeIn' : 'leaveOut', { name: name() })}
        onClick={() => props.onToggle()}
      />
    </li>
  )
}

function Excluded(props: { excluded: { withoutPhone: number; refused: number; recent: number } }) {
  const w = useWords(words)
  const { f } = useI18n()
  const reasons = () =>
    (['withoutPhone', 'refused', 'recent'] as const)
      .filter((reason) => props.excluded[reason] > 0)
      .map((reason) => w(reason, { n: f.number(props.excluded[reason]) }))
  const total = () => props.excluded.withoutPhone + props.excluded.refused + props.excluded.recent
  return (
    <Show when={total() > 0}>
      <p class="notice">
        <Icon name="shield-check" />
        <span>
          <b>{w('whyOut', { n: f.number(total()) })}</b> {reasons().join(', ')}.
        </span>
      </p>
    </Show>
  )
}
