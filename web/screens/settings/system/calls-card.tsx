import { createEffect, createSignal, For, Show } from 'solid-js'
import { Button, IconButton } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { SearchField } from '../../../components/field.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Empty, Failure, Skeleton } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { ask } from '../../../data/client.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { callsQuery, type LoggedCall } from './system.graphql.ts'
import { systemWords } from './words.ts'

type View = 'ANY' | LoggedCall['outcome']

const looks = { FAILED: 'bad', REFUSED: 'warning', SLOW: 'info' } as const
const icons = { FAILED: 'alert', REFUSED: 'lock', SLOW: 'hourglass' } as const

/** A request id is found whole, a code in capitals, and anything else is part of an operation's name. */
function filterOf(view: View, text: string): Record<string, unknown> {
  const typed = text.trim()
  const found = typed.startsWith('req_')
    ? { requestId: { eq: typed } }
    : /^[A-Z_]{3,}$/.test(typed)
      ? { codes: { contains: typed } }
      : typed
        ? { operation: { contains: typed } }
        : {}
  return { ...(view !== 'ANY' && { outcome: { eq: view } }), ...found }
}

/** Calls that failed, for whoever is told a request id on the telephone. */
export function CallsCard() {
  const w = useWords(systemWords)
  const [view, setView] = createSignal<View>('ANY')
  const [typed, setTyped] = createSignal('')
  const [older, setOlder] = createSignal<LoggedCall[]>([])
  const [next, setNext] = createSignal<string | null>(null)
  const filter = () => filterOf(view(), typed())
  const query = createQuery(callsQuery, () => ({ filter: filter() }), { keepPrevious: true })
  createEffect(() => {
    const page = query.data()?.requestLog
    setOlder([])
    setNext(page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null)
  })
  const calls = () => [...(query.data()?.requestLog.nodes ?? []), ...older()]
  const more = async () => {
    const { data } = await ask(callsQuery, { filter: filter(), after: next() })
    setOlder((known) => [...known, ...(data?.requestLog.nodes ?? [])])
    setNext(data?.requestLog.pageInfo.hasNextPage ? data.requestLog.pageInfo.endCursor : null)
  }
  return (
    <section class="card" aria-label={w('calls')}>
      <div class="card-head row-wrap">
        <h2>{w('calls')}</h2>
        <Segmented
          label={w('outcome')}
          value={view()}
          options={(['ANY', 'FAILED', 'REFUSED', 'SLOW'] as const).map((value) => ({
            value,
            label: w(value),
          }))}
          onPick={setView}
        />
      </div>
      <p class="meta card-hint">{w('callsHint')}</p>
      <div class="card-tools">
        <SearchField label={w('search')} value={typed()} onInput={setTyped} />
      </div>
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={!query.waiting()} fallback={<Skeleton rows={4} />}>
        <For
          each={calls()}
          fallback={
            <Empty icon="check-double" inline>
              {w('noCalls')}
            </Empty>
          }
        >
          {(call) => <CallRow call={call} />}
        </For>
        <Show when={next()}>
          <div class="card-tools">
            <Button wide onClick={() => void more()}>
              {w('older')}
            </Button>
          </div>
        </Show>
      </Show>
    </section>
  )
}

function CallRow(props: { call: LoggedCall }) {
  const w = useWords(systemWords)
  const { f } = useI18n()
  const when = () => new Date(props.call.occurredAt)
  const who = () => props.call.member?.name ?? (props.call.apiKeyId ? w('byKey') : null)
  const copy = async () => {
    await navigator.clipboard.writeText(props.call.requestId)
    toast(w('copied'))
  }
  return (
    <div class="list-row">
      <span class="row-text">
        <b>{props.call.operation || w('unknown')}</b>
        <span>
          {[
            `${f.date(when(), 'short')} ${f.time(when())}`,
            who(),
            ...props.call.codes,
            `${f.number(props.call.durationMs)} ms`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <Chip look={looks[props.call.outcome]} icon={icons[props.call.outcome]}>
        {w(props.call.outcome)}
      </Chip>
      <IconButton icon="note" label={w('copy')} onClick={() => void copy()} />
    </div>
  )
}
