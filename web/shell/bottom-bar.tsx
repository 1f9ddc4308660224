import { A, useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { bottomItems, isCurrent } from './navigation.ts'
import type { Overlay } from './shell.tsx'

/** The phone's bar: two places, the + in the middle, one more place, and the rest behind More. */
export function BottomBar(props: { onOpen: (overlay: Overlay) => void }) {
  const { t, f } = useI18n()
  const { panel } = useSession()
  const location = useLocation()
  const items = () => bottomItems(panel.navigation)
  const inMore = () => !items().some((item) => isCurrent(item, location.pathname))
  const Place = (place: { index: number }) => (
    <Show when={items()[place.index]} fallback={<span />}>
      {(item) => (
        <A href={item().path} aria-current={isCurrent(item(), location.pathname) ? 'page' : undefined}>
          <Icon name={item().icon} />
          <span>{f.text(item().label)}</span>
        </A>
      )}
    </Show>
  )
  return (
    <nav class="bottom-bar" aria-label={t('nav.bottom')}>
      <For each={[0, 1]}>{(index) => <Place index={index} />}</For>
      <button
        type="button"
        class="bottom-add"
        aria-label={t('add.title')}
        onClick={() => props.onOpen({ is: 'add' })}
      >
        <span>
          <Icon name="plus" />
        </span>
      </button>
      <Place index={2} />
      <button
        type="button"
        aria-haspopup="dialog"
        aria-current={inMore() ? 'page' : undefined}
        onClick={() => props.onOpen({ is: 'more' })}
      >
        <Icon name="menu" />
        <span>{t('nav.more')}</span>
      </button>
    </nav>
  )
}
