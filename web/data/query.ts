import type { AnyVariables } from '@urql/core'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { client } from './client.ts'
import type { Document } from './document.ts'
import { isOnlyDisabled, type PanelError, readError } from './errors.ts'
import { onChange } from './live.ts'

/** A live question: the cached answer at once, the fresh one when it comes, and again when its records change. */
export interface Query<Data> {
  /** Undefined until the first answer. Rows keep their identity by `id`, so lists redraw only what changed. */
  data: Accessor<Data | undefined>
  error: Accessor<PanelError | undefined>
  /** True while no answer of any age is there. */
  waiting: Accessor<boolean>
  refetch(): void
}

/** Every type name an answer mentions, so that a change of one of them can ask again. */
function typesIn(value: unknown, found: Set<string>) {
  if (Array.isArray(value)) for (const item of value) typesIn(item, found)
  else if (value && typeof value === 'object')
    for (const [key, item] of Object.entries(value))
      if (key === '__typename') found.add(item as string)
      else typesIn(item, found)
}

/**
 * Asks a document whenever its variables change. `variables` returning `undefined` means: do not ask yet.
 * `watch` adds record types that change the answer although they are not in it (an empty list names none).
 * With `keepPrevious` the old answer stays on the screen until the one for the new variables comes.
 */
export function createQuery<Data, Variables extends AnyVariables = AnyVariables>(
  text: Accessor<Document<Data, Variables>> | Document<Data, Variables>,
  variables: Accessor<Variables | undefined>,
  options: { watch?: readonly string[]; keepPrevious?: boolean } = {},
): Query<Data> {
  const [state, setState] = createStore<{ data?: Data }>({})
  const [error, setError] = createSignal<PanelError>()
  const [waiting, setWaiting] = createSignal(true)
  const [round, setRound] = createSignal(0)
  const types = new Set<string>()
  let asked = ''

  createEffect(() => {
    round()
    const values = variables()
    if (values === undefined) {
      if (!options.keepPrevious) setState('data', undefined)
      asked = ''
      return
    }
    const ask = typeof text === 'function' ? text() : text
    const question = JSON.stringify([ask, values])
    const isNew = question !== asked
    let answered = false
    asked = question
    const { unsubscribe } = client()
      .query<Data, Variables>(ask, values, { requestPolicy: 'cache-and-network' })
      .subscribe((result) => {
        const isAnswer = result.data !== undefined && result.data !== null
        if (isAnswer && result.data) {
          answered = true
          types.clear()
          typesIn(result.data, types)
          // A copy: the store is changed in place, and the object that came is the cache's own.
          setState('data', reconcile(structuredClone(result.data) as never, { key: 'id', merge: true }))
          setWaiting(false)
        }
        const error = isAnswer && result.error && isOnlyDisabled(result.error) ? undefined : result.error
        setError(error ? readError(error, result.extensions) : undefined)
        if (result.error) setWaiting(false)
      })
    if (isNew && !answered && !options.keepPrevious) {
      setState('data', undefined)
      setWaiting(true)
    }
    onCleanup(unsubscribe)
  })

  const refetch = () => setRound((n) => n + 1)
  onCleanup(
    onChange((changed) => {
      if (changed === 'everything') return refetch()
      for (const type of changed) if (types.has(type) || options.watch?.includes(type)) return refetch()
    }),
  )
  return { data: () => state.data, error, waiting, refetch }
}
