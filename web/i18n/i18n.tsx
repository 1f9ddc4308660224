import { createContext, createMemo, createResource, type JSX, Show, useContext } from 'solid-js'
import { preferences, setPreferences } from '../preferences.ts'
import { type Formats, type Locale, makeFormats } from './format.ts'
import type { Words } from './tr.ts'

export type Translate = (key: keyof Words, values?: Record<string, string | number>) => string

function filled(text: string, values?: Record<string, string | number>): string {
  if (!values) return text
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}

interface I18n {
  locale(): Locale
  t: Translate
  /** The formats of the present language in the business's time zone and currency. */
  f: Formats
}

const I18nContext = createContext<I18n>()

const loaders: Record<Locale, () => Promise<Words>> = {
  tr: () => import('./tr.ts').then((module) => module.tr),
  en: () => import('./en.ts').then((module) => module.en),
}

/** Starts loading the remembered language before anything is drawn. */
export function preloadWords() {
  void loaders[preferences().locale ?? 'tr']()
}

/** Gives everything below it one language, one time zone and one currency. */
export function I18nProvider(props: {
  locale?: Locale
  timeZone?: string
  currency?: string
  children: JSX.Element
}) {
  const locale = () => preferences().chosenLocale ?? props.locale ?? preferences().locale ?? 'tr'
  const [words] = createResource(locale, async (wanted) => {
    const found = await loaders[wanted]()
    if (preferences().locale !== wanted) setPreferences({ locale: wanted })
    return found
  })
  const formats = createMemo(() =>
    makeFormats(locale(), props.timeZone ?? 'Europe/Istanbul', props.currency ?? 'TRY'),
  )
  const t: Translate = (key, values) => {
    return filled(words.latest?.[key] ?? String(key), values)
  }
  // Reading through the proxy keeps `f.money(…)` reactive when the language changes.
  const f = new Proxy({} as Formats, { get: (_, name) => formats()[name as keyof Formats] })
  return (
    <Show when={words.latest}>
      <I18nContext.Provider value={{ locale, t, f }}>{props.children}</I18nContext.Provider>
    </Show>
  )
}

/** Words of one screen, kept beside it and loaded with it: each key in both languages. */
export type ScreenWords<K extends string> = Readonly<Record<K, Readonly<Record<Locale, string>>>>

/** Says a screen's own words in the present language; `{name}` is filled in by the caller. */
export function useWords<K extends string>(
  words: ScreenWords<K>,
): (key: K, values?: Record<string, string | number>) => string {
  const { locale } = useI18n()
  return (key, values) => filled(words[key][locale()], values)
}

export function useI18n(): I18n {
  const found = useContext(I18nContext)
  if (!found) throw new Error('useI18n needs an I18nProvider above it: wrap the screen in one.')
  return found
}
