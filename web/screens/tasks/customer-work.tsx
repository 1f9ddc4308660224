import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { createQuery } from '../../data/query.ts'
import { customerWorkQuery } from '../../data/work.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import '../../styles/work.css'
import { ReminderLine } from './reminder-line.tsx'
import { createTaskActions } from './task-actions.ts'
import { TaskLine } from './task-row.tsx'
import { taskWords } from './words.ts'
import { WorkForm } from './work-form.tsx'

/** What is still to be done about a customer. */
export function CustomerWork(props: { customerId: string }) {
  const { knows } = useSession()
  return (
    <Show when={knows('Task')}>
      <WorkCard customerId={props.customerId} />
    </Show>
  )
}

function WorkCard(props: { customerId: string }) {
  const say = useWords(taskWords)
  const [adding, setAdding] = createSignal<'task' | 'reminder'>()
  const actions = createTaskActions()
  const query = createQuery(customerWorkQuery, () => ({ id: props.customerId }), {
    watch: ['Task', 'Reminder'],
  })
  const tasks = () => query.data()?.customer?.tasks.nodes ?? []
  const reminders = () => query.data()?.customer?.reminders.nodes ?? []
  return (
    <section class="card" aria-label={say('work')}>
      <div class="card-head">
        <h2>{say('work')}</h2>
      </div>
      <Answered query={query} rows={2}>
        {() => (
          <>
            <Show when={tasks().length + reminders().length === 0}>
              <Empty icon="check" inline>
                {say('workEmpty')}
              </Empty>
            </Show>
            <For each={tasks()}>
              {(task) => (
                <TaskLine
                  task={task}
                  withOwner
                  onComplete={() => void actions.complete(task)}
                  onSnooze={() => void actions.snooze(task)}
                />
              )}
            </For>
            <For each={reminders()}>
              {(reminder) => (
                <ReminderLine reminder={reminder} onClose={() => void actions.close(reminder)} />
              )}
            </For>
          </>
        )}
      </Answered>
      <div class="card-body row row-wrap work-add">
        <Button icon="check" onClick={() => setAdding('task')}>
          {say('newTask')}
        </Button>
        <Button icon="bell" onClick={() => setAdding('reminder')}>
          {say('newReminder')}
        </Button>
      </div>
      <Show when={adding()}>
        {(is) => <WorkForm is={is()} customerId={props.customerId} onClose={() => setAdding(undefined)} />}
      </Show>
    </section>
  )
}
