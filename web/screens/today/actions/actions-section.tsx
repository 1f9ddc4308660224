import { A } from '@solidjs/router'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { type ActionCard, actionsQuery } from '../../../data/actions.graphql.ts'
import { dayTypes } from '../../../data/day.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { words } from './words.ts'
import './actions.css'

const ActionSheet = lazy(() =>
  import('./action-sheet.tsx').then((module) => ({ default: module.ActionSheet })),
)

/** What can be done now with one tap, the most useful first; nothing at all when there is nothing to do. */
export function ActionsSection() {
  const w = useWords(words)
  const query = createQuery(actionsQuery, () => ({}), { watch: [...dayTypes, 'Task', 'ActionRun'] })
  const cards = () => query.data()?.commandCenter.actions ?? []
  const [opened, setOpened] = createSignal<string>()
  return (
    <Show when={cards().length > 0}>
      <section class="actions" aria-labelledby="actions-title">
        <h2 id="actions-title" class="section-title">
          {w('title')}
        </h2>
        <div class="action-cards">
          <For each={cards()}>
            {(card, index) => (
              <ActionCardView card={card} isFirst={index() === 0} onOpen={() => setOpened(card.key)} />
            )}
          </For>
        </div>
      </section>
      <Suspense>
        <Show when={opened()}>
          {(key) => <ActionSheet actionKey={key()} onClose={() => setOpened(undefined)} />}
        </Show>
      </Suspense>
    </Show>
  )
}

function ActionCardView(props: { card: ActionCard; isFirst: boolean; onOpen: () => void }) {
  const w = useWords(words)
  const { f } = useI18n()
  const left = () => {
    const { withoutPhone, refused, recent } = props.card.excluded
    return withoutPhone + refused + recent
  }
  return (
    <article class="card action-card">
      <header>
        <span class="action-lead">
          <Icon name={props.card.icon} />
        </span>
        <h3>{f.text(props.card.title)}</h3>
      </header>
      <p class="text-2">{props.card.count > 0 ? props.card.why : w('nobody')}</p>
      <Show when={props.card.lastRun}>
        {(run) => (
          <A class="action-progress" href="/tasks">
            <progress max={run().taskCount} value={run().doneCount} aria-hidden="true" />
            <span>{w('running', { done: f.number(run().doneCount), n: f.number(run().taskCount) })}</span>
          </A>
        )}
      </Show>
      <footer>
        <Show when={props.card.count > 0} fallback={<span />}>
          <span class="meta">
            <b>{w('people', { n: f.number(props.card.count) })}</b>
            <Show when={left() > 0}> · {w('excluded', { n: f.number(left()) })}</Show>
          </span>
          <Button look={props.isFirst ? 'primary' : 'soft'} onClick={() => props.onOpen()}>
            {f.text(props.card.verb)}
          </Button>
        </Show>
      </footer>
    </article>
  )
}
