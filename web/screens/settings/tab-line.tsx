import { A, useNavigate } from '@solidjs/router'
import { createEffect, For } from 'solid-js'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import type { SettingsTab } from './tabs.ts'
import { settingsWords } from './words.ts'

/** The tabs in one line that scrolls sideways; arrows, Home and End move along it. */
export function TabLine(props: { tabs: readonly SettingsTab[]; current: string | undefined }) {
  const { f } = useI18n()
  const say = useWords(settingsWords)
  const navigate = useNavigate()
  let line!: HTMLElement

  createEffect(() => {
    const link = line.querySelector(`[data-tab="${props.current}"]`)
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  const onKey = (event: KeyboardEvent) => {
    const last = props.tabs.length - 1
    const at = props.tabs.findIndex((tab) => tab.key === props.current)
    const next: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }
    const tab = props.tabs[next[event.key] ?? -1]
    if (!tab) return
    event.preventDefault()
    navigate(`/settings/${tab.key}`)
    line.querySelector<HTMLElement>(`[data-tab="${tab.key}"]`)?.focus()
  }
  return (
    <nav ref={line} class="tab-line" aria-label={say('tabs')} onKeyDown={onKey}>
      <For each={props.tabs}>
        {(tab, index) => (
          <A
            href={`/settings/${tab.key}`}
            data-tab={tab.key}
            classList={{ 'starts-group': index() > 0 && props.tabs[index() - 1]?.group !== tab.group }}
            tabindex={tab.key === (props.current ?? props.tabs[0]?.key) ? 0 : -1}
            aria-current={tab.key === props.current ? 'page' : undefined}
          >
            {f.text(tab.words)}
          </A>
        )}
      </For>
    </nav>
  )
}
