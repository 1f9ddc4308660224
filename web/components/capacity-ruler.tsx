import { For, Show } from 'solid-js'
import { now } from '../clock.ts'
import { useI18n } from '../i18n/i18n.tsx'

/** One bar of the ruler: how many of the people at work were busy in this half hour. Minutes since midnight. */
export interface CapacitySlot {
  minute: number
  busy: number
  capacity: number
}

const step = 30

/** The longest run of the day that still has room for more than half of the people, or none. */
export function roomiest(slots: readonly CapacitySlot[], from: number) {
  let best: { from: number; to: number; free: number; capacity: number } | undefined
  let run: typeof best
  for (const slot of slots) {
    const free = slot.capacity - slot.busy
    if (slot.minute < from || slot.capacity === 0 || free * 2 <= slot.capacity) {
      run = undefined
      continue
    }
    run = run
      ? { from: run.from, to: slot.minute + step, free: Math.min(run.free, free), capacity: slot.capacity }
      : { from: slot.minute, to: slot.minute + step, free, capacity: slot.capacity }
    if (!best || run.to - run.from > best.to - best.from) best = run
  }
  return best
}

/** One bar per half hour: where the day still has room, which is what an owner sells. */
export function CapacityRuler(props: { slots: readonly CapacitySlot[]; today?: boolean; nowMinute: number }) {
  const { t, f } = useI18n()
  const start = () => props.slots[0]?.minute ?? 0
  const end = () => (props.slots.at(-1)?.minute ?? 0) + step
  const share = (minute: number) => ((minute - start()) / Math.max(1, end() - start())) * 100
  const isPast = (slot: CapacitySlot) => Boolean(props.today) && slot.minute + step <= props.nowMinute
  const room = () => roomiest(props.slots, props.today ? props.nowMinute : 0)
  const hours = () => {
    const all: number[] = []
    for (let minute = Math.ceil(start() / 60) * 60; minute < end(); minute += 120) all.push(minute)
    return all
  }
  const roomText = () => {
    const found = room()
    return found
      ? t('ruler.room', {
          from: f.minute(found.from),
          to: f.minute(found.to),
          free: found.free,
          all: found.capacity,
        })
      : t('ruler.full')
  }
  return (
    <Show when={props.slots.length > 0}>
      <div class="ruler" role="img" aria-label={`${t('ruler.label')}: ${roomText()}`}>
        <svg viewBox={`0 0 ${props.slots.length * 16} 48`} preserveAspectRatio="none" aria-hidden="true">
          <For each={props.slots}>
            {(slot, index) => {
              const height = () => (slot.capacity ? Math.min(1, slot.busy / slot.capacity) * 44 : 0)
              const isFree = () =>
                !isPast(slot) && slot.capacity > 0 && (slot.capacity - slot.busy) * 2 > slot.capacity
              return (
                <>
                  <rect
                    class="ruler-slot"
                    classList={{ 'is-free': isFree() }}
                    x={index() * 16 + 2}
                    y="2"
                    width="12"
                    height="44"
                    rx="2"
                  />
                  <rect
                    class="ruler-busy"
                    classList={{ 'is-past': isPast(slot) }}
                    x={index() * 16 + 2}
                    y={46 - height()}
                    width="12"
                    height={height()}
                    rx="2"
                  />
                </>
              )
            }}
          </For>
        </svg>
        <Show when={props.today && props.nowMinute > start() && props.nowMinute < end()}>
          <span class="ruler-now" style={{ left: `${share(props.nowMinute)}%` }}>
            <b>{f.time(now())}</b>
          </span>
        </Show>
        <div class="ruler-hours" aria-hidden="true">
          <For each={hours()}>
            {(minute) => <span style={{ left: `${share(minute)}%` }}>{f.minute(minute).slice(0, 2)}</span>}
          </For>
        </div>
      </div>
      <p class="meta" aria-hidden="true">
        {roomText()}
      </p>
    </Show>
  )
}
