import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { now } from '../../clock.ts'
import { Segmented } from '../../components/segmented.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { createQuery } from '../../data/query.ts'
import { type TaskRow, tasksQuery } from '../../data/work.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { zoned } from '../../i18n/zone.ts'
import { preferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { isWide } from '../../wide.ts'
import '../../styles/work.css'
import { MyReminders } from './my-reminders.tsx'
import { QuickTask } from './quick-task.tsx'
import { createTaskActions } from './task-actions.ts'
import { TaskLine } from './task-row.tsx'
import { taskWords } from './words.ts'

type Group = 'overdue' | 'today' | 'later' | 'withoutDue'
const groups: readonly Group[] = ['overdue', 'today', 'later', 'withoutDue']

/** What is to be done: overdue, today, later, whenever. j and k move, e completes. */
export function TasksScreen() {
  const say = useWords(taskWords)
  const { viewer } = useSession()
  const [params, setParams] = useSearchParams<{ whose?: string; task?: string; reminder?: string }>()
  const isMine = () => params.whose !== 'all'
  const query = createQuery(
    tasksQuery,
    () => ({
      first: 100,
      mine: isMine(),
      filter: {
        state: { eq: 'OPEN' },
        ...(isMine() && { owner: { eq: viewer.membership?.id } }),
      },
    }),
    { watch: ['Task'], keepPrevious: true },
  )
  const tasks = () => query.data()?.tasks.nodes ?? []
  createTitle(() => ({
    title: say('title'),
    subtitle: query.data() && say('openCount', { n: query.data()?.tasks.totalCount ?? 0 }),
  }))
  const groupOf = (task: TaskRow): Group => {
    if (!task.dueAt) return 'withoutDue'
    if (task.overdue || new Date(task.dueAt) <= now()) return 'overdue'
    const zone = viewer.tenant.timeZone
    return zoned(task.dueAt, zone).day === zoned(now(), zone).day ? 'today' : 'later'
  }
  const grouped = createMemo(() =>
    groups
      .map((key) => ({ key, tasks: tasks().filter((task) => groupOf(task) === key) }))
      .filter((group) => group.tasks.length > 0),
  )
  const actions = createTaskActions()
  const [chosen, setChosen] = createSignal<string | undefined>(params.task)
  createKeyboard({
    rows: () => grouped().flatMap((group) => group.tasks),
    chosen,
    choose: setChosen,
    complete: actions.complete,
  })
  return (
    <div class="stack tasks">
      <div class="row-between row-wrap">
        <Segmented
          label={say('whose')}
          value={isMine() ? 'mine' : 'all'}
          options={[
            { value: 'mine', label: say('mine') },
            { value: 'all', label: say('everyone') },
          ]}
          onPick={(whose) => setParams({ whose: whose === 'all' ? 'all' : undefined })}
        />
        <Show when={isWide() && preferences().letterKeys}>
          <p class="meta">{say('keys')}</p>
        </Show>
      </div>
      <QuickTask />
      <Answered query={query} rows={6}>
        {() => (
          <Show when={tasks().length > 0} fallback={<Empty icon="check">{say('empty')}</Empty>}>
            <For each={grouped()}>
              {(group) => (
                <section class="card" aria-labelledby={`tasks-${group.key}`}>
                  <div class="card-head">
                    <h2 id={`tasks-${group.key}`}>{say(group.key)}</h2>
                    <span class="meta">{group.tasks.length}</span>
                  </div>
                  <For each={group.tasks}>
                    {(task) => (
                      <TaskLine
                        task={task}
                        isChosen={chosen() === task.id}
                        withCustomer
                        withOwner={!isMine()}
                        onComplete={() => void actions.complete(task)}
                        onSnooze={() => void actions.snooze(task)}
                      />
                    )}
                  </For>
                </section>
              )}
            </For>
          </Show>
        )}
      </Answered>
      <MyReminders chosen={params.reminder} />
    </div>
  )
}

/** j and k choose the next and the one before, e completes the chosen one and goes on with the next. */
function createKeyboard(list: {
  rows: () => readonly TaskRow[]
  chosen: () => string | undefined
  choose: (id: string | undefined) => void
  complete: (task: TaskRow) => Promise<void>
}) {
  const onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement | null
    if (event.ctrlKey || event.metaKey || event.altKey || !preferences().letterKeys) return
    if (target?.closest('input, textarea, select, dialog')) return
    const rows = list.rows()
    const at = rows.findIndex((task) => task.id === list.chosen())
    if (event.key === 'j' || event.key === 'k') {
      const next = event.key === 'j' ? Math.min(rows.length - 1, at + 1) : Math.max(0, at - 1)
      list.choose(rows[next]?.id)
      document.querySelector(`[data-task="${rows[next]?.id}"]`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'e' && rows[at]) {
      void list.complete(rows[at])
      list.choose((rows[at + 1] ?? rows[at - 1])?.id)
    } else return
    event.preventDefault()
  }
  addEventListener('keydown', onKey)
  onCleanup(() => removeEventListener('keydown', onKey))
}
