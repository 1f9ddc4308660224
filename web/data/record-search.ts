import { createMemo, createSignal, onCleanup } from 'solid-js'
import { createQuery } from './query.ts'
import { type SearchRow, searchQuery } from './work.graphql.ts'

/** Search over everything as one types: asks 120 ms after the last key, and keeps the old answer until the new one comes. */
export function createRecordSearch(first: number) {
  const [text, setText] = createSignal('')
  const [asked, setAsked] = createSignal('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const query = createQuery(
    searchQuery,
    () => (asked().length >= 2 ? { query: asked(), first } : undefined),
    { keepPrevious: true, watch: [] },
  )
  return {
    text,
    setText(value: string) {
      setText(value)
      clearTimeout(timer)
      timer = setTimeout(() => setAsked(value.trim()), 120)
    },
    /** What the rows below answer is not yet what is typed. */
    waiting: () => text().trim().length >= 2 && (text().trim() !== asked() || query.waiting()),
    error: query.error,
    rows: createMemo<SearchRow[]>(() => (asked().length >= 2 ? (query.data()?.search ?? []) : [])),
  }
}
