import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createRoot, createSignal, For, Show } from 'solid-js'
import { Avatar } from '../components/avatar.tsx'
import { SearchField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { Empty, Failure, Skeleton } from '../components/states.tsx'
import { Surface } from '../components/surface.tsx'
import { createRecordSearch } from '../data/record-search.ts'
import type { SearchRow } from '../data/work.graphql.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { createCommands, type PaletteChoice } from './palette-commands.ts'
import { paletteWords } from './palette-words.ts'
import type { Overlay } from './shell.tsx'

const shownRecords = 8
const keptRecent = 5

/** Kept in memory only: what somebody looked up is nothing to leave on a shared machine. */
const [opened, setOpened] = createRoot(() =>
  createSignal<{ by: string; rows: readonly SearchRow[] }>({ by: '', rows: [] }),
)

const icons: Record<string, string> = { Appointment: 'calendar', Task: 'check', Service: 'tag' }

/** Turkish letters and plain ones are the same to somebody who types fast. */
function folded(text: string): string {
  return text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '')
}

/** Find anything, go to a place, start something. Arrows choose, Enter takes. */
export function Palette(props: { onClose: () => void; onOpen: (overlay: Overlay) => void }) {
  const { t, f } = useI18n()
  const say = useWords(paletteWords)
  const navigate = useNavigate()
  const { viewer } = useSession()
  const me = `${viewer.tenant.id} ${viewer.user.id}`
  const recent = () => (opened().by === me ? opened().rows : [])
  const search = createRecordSearch(shownRecords)
  const [at, setAt] = createSignal(0)
  const commands = createCommands({ close: props.onClose, open: props.onOpen })

  const opening = (row: SearchRow): PaletteChoice => ({
    key: row.id,
    icon: icons[row.type],
    title: row.title,
    detail: [/^\+\d+$/.test(row.subtitle) ? f.phone(row.subtitle) : row.subtitle, row.hint]
      .filter(Boolean)
      .join(' · '),
    run: () => {
      const rows = [row, ...recent().filter(({ id }) => id !== row.id)].slice(0, keptRecent)
      setOpened({ by: me, rows })
      props.onClose()
      navigate(row.path)
    },
  })
  const isTyped = () => search.text().trim() !== ''
  const fitting = createMemo(() => {
    const asked = folded(search.text().trim())
    return commands().filter(({ title }) => folded(title).includes(asked))
  })
  const groups = createMemo(() =>
    [
      isTyped()
        ? { key: 'found' as const, choices: search.rows().map(opening) }
        : { key: 'recent' as const, choices: recent().map(opening) },
      { key: 'commands' as const, choices: fitting() },
    ].filter(({ choices }) => choices.length > 0),
  )
  const choices = createMemo(() => groups().flatMap((group) => group.choices))
  createEffect(() => {
    const chosen = choices()[at()]
    if (chosen) document.getElementById(`palette-${chosen.key}`)?.scrollIntoView({ block: 'nearest' })
  })
  const onKey = (event: KeyboardEvent) => {
    const last = choices().length - 1
    if (event.key === 'ArrowDown') setAt((index) => Math.min(last, index + 1))
    else if (event.key === 'ArrowUp') setAt((index) => Math.max(0, index - 1))
    else if (event.key === 'Enter') choices()[at()]?.run()
    else return
    event.preventDefault()
  }
  return (
    <Surface title={t('palette.title')} onClose={props.onClose} task full centre>
      <SearchField
        label={say('find')}
        value={search.text()}
        autofocus
        controls="palette-choices"
        onInput={(text) => {
          search.setText(text)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <div id="palette-choices" class="stack" aria-busy={search.waiting()}>
        <Show when={search.error()}>{(error) => <Failure error={error()} />}</Show>
        <Show when={search.waiting() && choices().length === 0}>
          <Skeleton rows={4} />
        </Show>
        <Show when={isTyped() && !search.waiting() && choices().length === 0 && !search.error()}>
          <Empty icon="search">{say('none', { text: search.text().trim() })}</Empty>
        </Show>
        <For each={groups()}>
          {(group) => (
            <section class="stack stack-tight" aria-label={say(group.key)}>
              <h3 class="meta">{say(group.key)}</h3>
              <ul class="card">
                <For each={group.choices}>
                  {(choice, index) => (
                    <ChoiceLine
                      choice={choice}
                      isFirst={index() === 0}
                      isChosen={choices()[at()]?.key === choice.key}
                    />
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
      </div>
    </Surface>
  )
}

function ChoiceLine(props: { choice: PaletteChoice; isFirst: boolean; isChosen: boolean }) {
  return (
    <li>
      <button
        type="button"
        id={`palette-${props.choice.key}`}
        class="list-row"
        classList={{ 'is-first': props.isFirst, 'is-chosen': props.isChosen }}
        onClick={() => props.choice.run()}
      >
        <Show when={props.choice.icon} fallback={<Avatar name={props.choice.title} />}>
          {(icon) => (
            <span class="icon-lead">
              <Icon name={icon()} />
            </span>
          )}
        </Show>
        <span class="row-text">
          <b>{props.choice.title}</b>
          <Show when={props.choice.detail}>
            <span>{props.choice.detail}</span>
          </Show>
        </span>
      </button>
    </li>
  )
}
