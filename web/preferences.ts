import { createRoot, createSignal } from 'solid-js'
import type { Locale } from './i18n/format.ts'

export type Theme = 'system' | 'light' | 'dark'

/** What this device remembers. The accent and language are kept too, so that the next first paint is right. */
interface Preferences {
  theme: Theme
  /** Undefined until chosen by hand: the business's own language counts then. */
  chosenLocale?: Locale
  locale?: Locale
  accent?: string
  /** Single-letter keys; some people talk to their computer and need them off. */
  letterKeys: boolean
}

const storageKey = 'lonca.preferences'

function read(): Preferences {
  try {
    return { theme: 'system', letterKeys: true, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') }
  } catch {
    return { theme: 'system', letterKeys: true }
  }
}

function applyTheme(theme: Theme) {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
}

export const { preferences, setPreferences } = createRoot(() => {
  const [preferences, set] = createSignal<Preferences>(read())
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(preferences().theme))
  const setPreferences = (change: Partial<Preferences>) => {
    const next = set({ ...preferences(), ...change })
    if (change.theme) applyTheme(change.theme)
    if (change.accent) document.documentElement.dataset.accent = change.accent
    if (change.locale) document.documentElement.lang = change.locale
    try {
      localStorage.setItem(storageKey, JSON.stringify(next))
    } catch {
      // Storage may be full or refused; the choice then lasts until the page closes.
    }
  }
  return { preferences, setPreferences }
})
