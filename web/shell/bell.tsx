import { Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { createQuery } from '../data/query.ts'
import { unreadQuery } from '../data/work.graphql.ts'
import { useWords } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { bellWords } from './bell-words.ts'

/** How much is unread, live on every device of the person. */
export function Bell(props: { onOpen: () => void }) {
  const { knows } = useSession()
  return (
    <Show when={knows('Notification')}>
      <LiveBell onOpen={props.onOpen} />
    </Show>
  )
}

function LiveBell(props: { onOpen: () => void }) {
  const say = useWords(bellWords)
  const query = createQuery(unreadQuery, () => ({}), { watch: ['Notification'], keepPrevious: true })
  const unread = () => query.data()?.unreadNotifications ?? 0
  const label = () => (unread() > 0 ? say('unread', { n: unread() }) : say('title'))
  return (
    <button
      type="button"
      class="icon-button bell"
      aria-label={label()}
      title={label()}
      aria-haspopup="dialog"
      onClick={() => props.onOpen()}
    >
      <Icon name="bell" />
      <Show when={unread() > 0}>
        <span class="bell-count" aria-hidden="true">
          {unread() > 99 ? '99+' : unread()}
        </span>
      </Show>
    </button>
  )
}
