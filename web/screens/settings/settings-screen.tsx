import '../../styles/settings.css'
import { A, useNavigate, useParams } from '@solidjs/router'
import { For, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Icon } from '../../components/icon.tsx'
import { Empty, Skeleton } from '../../components/states.tsx'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { isWide } from '../../wide.ts'
import { TabLine } from './tab-line.tsx'
import { settingsTabs } from './tabs.ts'
import { settingsWords } from './words.ts'

/** The settings: a line of tabs on desktops; on phones a list of them, and one at a time with a way back. */
export function SettingsScreen() {
  const { f } = useI18n()
  const say = useWords(settingsWords)
  const { viewer } = useSession()
  const params = useParams<{ tab?: string }>()
  const navigate = useNavigate()
  const tabs = () => settingsTabs(viewer.role)
  const current = () =>
    params.tab ? tabs().find((tab) => tab.key === params.tab) : isWide() ? tabs()[0] : undefined
  const title = () => f.text(current()?.words)
  createTitle(() => ({
    title: !isWide() && title() ? title() : say('title'),
    subtitle: isWide() ? title() || undefined : undefined,
    back: params.tab ? () => navigate('/settings') : undefined,
  }))
  return (
    <div class="stack settings-page">
      <Show when={isWide() && tabs().length > 1}>
        <TabLine tabs={tabs()} current={current()?.key} />
      </Show>
      <Show
        when={current()}
        keyed
        fallback={
          <Show
            when={!params.tab && tabs().length > 0}
            fallback={<Empty icon="lock">{say('missing')}</Empty>}
          >
            <TabList />
          </Show>
        }
      >
        {(tab) => (
          <section class="settings-tab" id={`tab-${tab.key}`} aria-label={f.text(tab.words)}>
            <Suspense fallback={<Skeleton rows={6} />}>
              <Dynamic component={tab.screen} />
            </Suspense>
          </section>
        )}
      </Show>
    </div>
  )
}

function TabList() {
  const { f } = useI18n()
  const say = useWords(settingsWords)
  const { viewer } = useSession()
  const tabs = () => settingsTabs(viewer.role)
  const groups = () => [...new Set(tabs().map((tab) => tab.group))]
  return (
    <nav class="stack" aria-label={say('tabs')}>
      <For each={groups()}>
        {(group) => (
          <section class="stack stack-tight" aria-labelledby={`settings-${group}`}>
            <h2 class="meta group-title" id={`settings-${group}`}>
              {say(group)}
            </h2>
            <div class="card">
              <For each={tabs().filter((tab) => tab.group === group)}>
                {(tab, index) => (
                  <A class="list-row" classList={{ 'is-first': index() === 0 }} href={`/settings/${tab.key}`}>
                    <span class="icon-lead">
                      <Icon name={tab.icon} />
                    </span>
                    <span class="row-text">
                      <b>{f.text(tab.words)}</b>
                    </span>
                    <Icon name="right" />
                  </A>
                )}
              </For>
            </div>
          </section>
        )}
      </For>
    </nav>
  )
}
