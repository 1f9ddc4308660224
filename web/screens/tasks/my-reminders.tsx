import { createEffect, For, Show } from 'solid-js'
import { Failure } from '../../components/states.tsx'
import { createQuery } from '../../data/query.ts'
import { remindersQuery } from '../../data/work.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { ReminderLine } from './reminder-line.tsx'
import { createTaskActions } from './task-actions.ts'
import { taskWords } from './words.ts'

/** What the viewer asked to be reminded of, next first; nothing is drawn while there is none. */
export function MyReminders(props: { chosen: string | undefined }) {
  const say = useWords(taskWords)
  const { viewer } = useSession()
  const actions = createTaskActions()
  const query = createQuery(remindersQuery, () => ({ owner: viewer.membership?.id ?? '' }), {
    watch: ['Reminder'],
    keepPrevious: true,
  })
  const reminders = () => query.data()?.reminders.nodes ?? []
  createEffect(() => {
    if (reminders().some(({ id }) => id === props.chosen))
      document.querySelector(`[data-reminder="${props.chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <>
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={reminders().length > 0}>
        <section class="card" aria-labelledby="my-reminders">
          <div class="card-head">
            <h2 id="my-reminders">{say('reminders')}</h2>
            <span class="meta">{reminders().length}</span>
          </div>
          <For each={reminders()}>
            {(reminder) => (
              <ReminderLine
                reminder={reminder}
                isChosen={reminder.id === props.chosen}
                onClose={() => void actions.close(reminder)}
              />
            )}
          </For>
        </section>
      </Show>
    </>
  )
}
