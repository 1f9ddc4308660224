import { createMemo, createSignal, For, Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { toneOf } from '../../components/tone.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { AppointmentBlock } from './appointment-block.tsx'
import type { Block, Column, Span } from './day-model.ts'
import type { Landing } from './drag.ts'

const slotMinutes = 15

/** One person's or unit's day: closed hours, gaps to fill, blocks; a click on free time books it. */
export function GridColumn(props: {
  column: Column
  bounds: Span
  openedId?: string
  landing?: Landing
  dragged?: string
  nowMinute?: number
  onOpen: (id: string) => void
  onBook: (minute: number, room?: number) => void
  onGrab: (event: PointerEvent, block: Block) => void
}) {
  const { t, f } = useI18n()
  const [hover, setHover] = createSignal<number>()
  let body!: HTMLDivElement
  const closed = createMemo<(Span & { words: string })[]>(() => {
    const { from, to } = props.bounds
    const { hours, outOfOrder } = props.column
    const first = hours[0]
    if (outOfOrder) return [{ from, to, words: t('resource.outOfOrder') }]
    if (!first) return [{ from, to, words: t('calendar.off') }]
    const spans: (Span & { words: string })[] = []
    if (first.from > from)
      spans.push({ from, to: first.from, words: t('calendar.opens', { at: f.at(first.from) }) })
    for (const [index, span] of hours.entries()) {
      const next = hours[index + 1]
      if (next) spans.push({ from: span.to, to: next.from, words: t('calendar.break') })
      else if (span.to < to)
        spans.push({ from: span.to, to, words: t('calendar.closes', { at: f.at(span.to) }) })
    }
    return spans
  })
  const isCovered = (span: Span) =>
    props.column.blocks.some((block) => block.from < span.from + 25 && block.to > span.from)
  const minuteAt = (event: MouseEvent) => {
    const box = body.getBoundingClientRect()
    const share = (event.clientY - box.top) / box.height
    const minute = props.bounds.from + share * (props.bounds.to - props.bounds.from)
    return Math.floor(minute / slotMinutes) * slotMinutes
  }
  const onSelf = (event: MouseEvent) => event.target === body
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keyboards book through the + of each column head and the gap buttons.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboards book through the + of each column head and the gap buttons.
    <div
      ref={body}
      class={`grid-column tone-${toneOf(props.column.name, props.column.tone)}`}
      data-column={props.column.id ?? ''}
      onMouseMove={(event) => setHover(onSelf(event) ? minuteAt(event) : undefined)}
      onMouseLeave={() => setHover(undefined)}
      onClick={(event) => onSelf(event) && props.onBook(minuteAt(event))}
    >
      <For each={closed()}>
        {(span) => (
          <div class="grid-closed" style={{ '--from': span.from, '--length': span.to - span.from }}>
            {isCovered(span) ? '' : span.words}
          </div>
        )}
      </For>
      <Show when={props.nowMinute}>{(minute) => <i class="grid-now" style={{ '--from': minute() }} />}</Show>
      <Show when={hover() !== undefined && !props.dragged}>
        <span
          class="grid-hover"
          style={{ '--from': hover(), '--length': slotMinutes * 2 }}
          aria-hidden="true"
        >
          + {f.minute(hover() ?? 0)}
        </span>
      </Show>
      <For each={props.column.gaps}>
        {(gap) => (
          <button
            type="button"
            class="grid-gap"
            classList={{ 'is-short': gap.to - gap.from < 45 }}
            style={{ '--from': gap.from, '--length': gap.to - gap.from }}
            onClick={() => props.onBook(Math.ceil(gap.from / 5) * 5, gap.to - gap.from)}
          >
            <b>
              <Icon name="slot" />
              {t('calendar.gap', { time: f.duration(gap.to - gap.from) })}
            </b>
            <span>
              {f.minute(gap.from)}–{f.minute(gap.to)}
            </span>
          </button>
        )}
      </For>
      <For each={props.column.blocks}>
        {(block) => (
          <Show when={block.appointment.id !== props.dragged} fallback={<DragShadow block={block} />}>
            <AppointmentBlock
              block={block}
              opened={block.appointment.id === props.openedId}
              onOpen={() => props.onOpen(block.appointment.id)}
              onGrab={(event) => props.onGrab(event, block)}
            />
          </Show>
        )}
      </For>
      <Show when={props.landing}>
        {(landing) => (
          <div
            class="block is-landing"
            style={{ '--from': landing().from, '--length': landing().block.to - landing().block.from }}
          >
            <span class="block-name">
              <span>{landing().block.appointment.customer?.name}</span>
              <span class="block-time">{f.minute(landing().from)}</span>
            </span>
            <span class="block-service">{landing().block.appointment.service?.name}</span>
          </div>
        )}
      </Show>
    </div>
  )
}

function DragShadow(props: { block: Block }) {
  return (
    <div
      class="block-shadow"
      style={{ '--from': props.block.from, '--length': props.block.to - props.block.from }}
    />
  )
}
