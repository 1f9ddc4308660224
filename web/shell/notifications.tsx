import { A, useNavigate } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { now } from '../clock.ts'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Icon } from '../components/icon.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Answered, Empty } from '../components/states.tsx'
import { Surface } from '../components/surface.tsx'
import { mutate } from '../data/client.ts'
import { createQuery } from '../data/query.ts'
import {
  markAllReadMutation,
  markReadMutation,
  type NotificationRow,
  notificationsQuery,
} from '../data/work.graphql.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { addDays, zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'
import { bellWords } from './bell-words.ts'

const page = 20
const icons: Record<string, string> = {
  task: 'check',
  reminder: 'clock',
  appointment: 'calendar',
  import: 'upload',
  job: 'alert',
  member: 'users',
  module: 'power',
}

/** What the viewer was told, by day: a drawer beside the screen, on phones a sheet. */
export function Notifications(props: { onClose: () => void }) {
  const say = useWords(bellWords)
  const navigate = useNavigate()
  const [which, setWhich] = createSignal<'all' | 'unread'>('all')
  const [first, setFirst] = createSignal(page)
  const query = createQuery(
    notificationsQuery,
    () => ({ first: first(), filter: which() === 'unread' ? { readAt: { isNull: true } } : null }),
    { watch: ['Notification'], keepPrevious: true },
  )
  const rows = () => query.data()?.notifications.nodes ?? []
  const hasUnread = () => rows().some((one) => one.readAt === null)
  const open = (one: NotificationRow) => {
    if (one.readAt === null) void mutate(markReadMutation, { ids: [one.id] })
    if (!one.path) return
    props.onClose()
    navigate(one.path)
  }
  return (
    <Surface
      title={say('title')}
      onClose={props.onClose}
      full
      foot={
        <A class="button is-ghost is-wide" href="/settings/notifications" onClick={props.onClose}>
          <Icon name="settings" />
          {say('settings')}
        </A>
      }
    >
      <div class="row-between row-wrap">
        <Segmented
          label={say('filter')}
          value={which()}
          options={[
            { value: 'all', label: say('all') },
            { value: 'unread', label: say('onlyUnread') },
          ]}
          onPick={setWhich}
        />
        <Button
          look="ghost"
          icon="check-double"
          disabled={!hasUnread()}
          onClick={() => void mutate(markAllReadMutation, {})}
        >
          {say('markAll')}
        </Button>
      </div>
      <Answered query={query} rows={6}>
        {() => (
          <Show
            when={rows().length > 0}
            fallback={<Empty icon="bell">{say(which() === 'all' ? 'empty' : 'noneUnread')}</Empty>}
          >
            <Days rows={rows()} onOpen={open} />
            <Show when={query.data()?.notifications.pageInfo.hasNextPage && first() < 100}>
              <Button wide onClick={() => setFirst((n) => Math.min(100, n + page))}>
                {say('more')}
              </Button>
            </Show>
          </Show>
        )}
      </Answered>
    </Surface>
  )
}

function Days(props: { rows: readonly NotificationRow[]; onOpen: (one: NotificationRow) => void }) {
  const { f } = useI18n()
  const say = useWords(bellWords)
  const { viewer } = useSession()
  const dayOf = (moment: Date | string) => zoned(moment, viewer.tenant.timeZone).day
  const days = createMemo(() => [...new Set(props.rows.map((one) => dayOf(one.happenedAt)))])
  const named = (day: string) => {
    const today = dayOf(now())
    if (day === today) return say('today')
    return day === addDays(today, -1) ? say('yesterday') : f.day(day, 'medium')
  }
  return (
    <For each={days()}>
      {(day) => (
        <section class="stack stack-tight">
          <h3 class="meta">{named(day)}</h3>
          <ul class="card">
            <For each={props.rows.filter((one) => dayOf(one.happenedAt) === day)}>
              {(one, index) => (
                <li>
                  <NotificationLine row={one} isFirst={index() === 0} onOpen={() => props.onOpen(one)} />
                </li>
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  )
}

function NotificationLine(props: { row: NotificationRow; isFirst: boolean; onOpen: () => void }) {
  const { f } = useI18n()
  const say = useWords(bellWords)
  return (
    <button
      type="button"
      class="list-row notification"
      classList={{ 'is-first': props.isFirst, 'is-unread': props.row.readAt === null }}
      onClick={() => props.onOpen()}
    >
      <span class="icon-lead">
        <Icon name={icons[props.row.kind.split('.')[0] ?? ''] ?? 'bell'} />
      </span>
      <span class="row-text">
        <b>{props.row.text}</b>
        <span>{f.time(props.row.happenedAt)}</span>
      </span>
      <Show when={props.row.count > 1}>
        <Chip look="line">{say('times', { n: props.row.count })}</Chip>
      </Show>
      <Show when={props.row.readAt === null}>
        <span class="unread-dot" role="img" aria-label={say('isUnread')} />
      </Show>
    </button>
  )
}
