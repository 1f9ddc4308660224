import { createSignal, For, Show } from 'solid-js'
import { Button, IconButton } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { createQuery } from '../../data/query.ts'
import { customerWorkQuery, type ReminderRow } from '../../data/work.graphql.ts'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import '../../styles/work.css'
import { createTaskActions } from './task-actions.ts'
import { TaskLine } from './task-row.tsx'
import { taskWords } from './words.ts'
import { WorkForm } from './work-form.tsx'

const icons = { CALL: 'phone', CONFIRM: 'check', DOCUMENT: 'file', OTHER: 'bell' } as const

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

function ReminderLine(props: { reminder: ReminderRow; onClose: () => void }) {
  const { f } = useI18n()
  const say = useWords(taskWords)
  const label = () => [say(props.reminder.kind), props.reminder.note].filter(Boolean).join(': ')
  return (
    <div class="list-row task-row">
      <span class="icon-lead">
        <Icon name={icons[props.reminder.kind]} />
      </span>
      <span class="row-text">
        <b class="prose">{label()}</b>
        <span>
          {[f.dateTime(props.reminder.remindAt), props.reminder.owner?.name].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Show when={props.reminder.state === 'SENT'}>
        <Chip look="warning" icon="bell">
          {say('newReminder')}
        </Chip>
      </Show>
      <IconButton icon="check" label={say('complete', { title: label() })} onClick={() => props.onClose()} />
    </div>
  )
}
