import { type Component, lazy } from 'solid-js'
import type { Viewer } from '../../data/panel.ts'
import type { Locale } from '../../i18n/format.ts'

/** One part of the settings: a tab on desktops, a row of a list on phones, at `/settings/<key>`. */
export interface SettingsTab {
  key: string
  icon: string
  words: Readonly<Record<Locale, string>>
  /** Whoever holds one of these built-in roles sees the tab; its data is guarded by the API all the same. */
  roles: readonly Viewer['role'][]
  /** Drawn below the tab line, without a page frame of its own. Loaded when it is first opened. */
  screen: Component
}

const leaders = ['OWNER', 'MANAGER'] as const

/** Every tab, in the order it is shown. A new one is a line here and a folder beside this file. */
const tabs: readonly SettingsTab[] = [
  {
    key: 'language',
    icon: 'globe',
    words: { tr: 'Dil ve bölge', en: 'Language and region' },
    roles: leaders,
    screen: lazy(() =>
      import('./language/language-tab.tsx').then((module) => ({ default: module.LanguageTab })),
    ),
  },
]

/** The tabs this role may open; nobody is shown a settings entry that leads nowhere. */
export function settingsTabs(role: Viewer['role']): readonly SettingsTab[] {
  return tabs.filter((tab) => tab.roles.includes(role))
}
