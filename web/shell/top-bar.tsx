import { Show } from 'solid-js'
import { Button, IconButton } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { liveState } from '../data/live.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { Bell } from './bell.tsx'
import { useFrame } from './frame.tsx'
import type { Overlay } from './shell.tsx'

/** Where one is, whether what one sees is fresh, the search, and on wide screens the main "new" button. */
export function TopBar(props: { onOpen: (overlay: Overlay) => void }) {
  const { t, f } = useI18n()
  const { panel, word } = useSession()
  const frame = useFrame()
  const find = () => t('find', { customer: word('customer') })
  return (
    <header class="top-bar">
      <div class="top-bar-title">
        <Show
          when={frame.content().back}
          fallback={
            <span class="on-phone">
              <Mark />
            </span>
          }
        >
          {(back) => (
            <span class="on-phone">
              <IconButton icon="back" label={t('back')} onClick={() => back()()} />
            </span>
          )}
        </Show>
        <div>
          <h1>{frame.content().title}</h1>
          <Show when={frame.content().subtitle}>
            <p>{frame.content().subtitle}</p>
          </Show>
        </div>
      </div>
      <div class="top-bar-tools">
        <LiveMark />
        {frame.content().tools?.()}
        <button type="button" class="quick-find on-desktop" onClick={() => props.onOpen({ is: 'palette' })}>
          <Icon name="search" />
          <span>{find()}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <IconButton
          class="on-phone"
          icon="search"
          label={find()}
          onClick={() => props.onOpen({ is: 'palette' })}
        />
        <Bell onOpen={() => props.onOpen({ is: 'notifications' })} />
        {/* A detail has a first thing to do of its own. */}
        <Show when={!frame.content().back && panel.primaryAction}>
          {(action) => (
            <Button
              class="on-desktop"
              look="primary"
              icon={action().icon || 'plus'}
              onClick={() => frame.book()}
            >
              {f.text(action().label)} <kbd>C</kbd>
            </Button>
          )}
        </Show>
      </div>
    </header>
  )
}

function LiveMark() {
  const { t } = useI18n()
  const words = { live: 'live.live', connecting: 'live.connecting', offline: 'live.offline' } as const
  return (
    <span class="live-mark" classList={{ 'is-offline': liveState() === 'offline' }} role="status">
      <Icon name={liveState() === 'offline' ? 'alert' : 'sync'} />
      {t(words[liveState()])}
    </span>
  )
}
