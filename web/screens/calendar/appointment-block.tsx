import { For, Show } from 'solid-js'
import { isPending } from '../../appointment/pending.ts'
import { statusLooks } from '../../components/appointment-status.ts'
import { Icon } from '../../components/icon.tsx'
import { useI18n } from '../../i18n/i18n.tsx'
import type { Block } from './day-model.ts'

/** An appointment on the grid, one piece per hands-on part, with its waiting parts hatched between them. */
export function AppointmentBlock(props: {
  block: Block
  opened: boolean
  onOpen: () => void
  onGrab?: (event: PointerEvent) => void
}) {
  const { t, f } = useI18n()
  const one = () => props.block.appointment
  const look = () => statusLooks[one().status]
  const spread = () => {
    const { block } = props
    if (block.sliver || block.inside) return {}
    return { '--lane': block.lane, '--lanes': block.lanes }
  }
  const spoken = () =>
    `${props.block.conflict ? `${t('calendar.conflict')}, ` : ''}${t(look().word)}, ${f.minute(props.block.from)}–${f.minute(props.block.to)}`
  return (
    <For each={props.block.parts}>
      {(part, index) => (
        <Show
          when={!part.waiting || one().status === 'CANCELLED' || one().status === 'NO_SHOW'}
          fallback={
            <div
              class="block-waiting"
              style={{ '--from': part.from, '--length': part.to - part.from, ...spread() }}
            >
              <span>
                <Icon name="hourglass" />
                {t('calendar.waiting', { time: f.duration(part.to - part.from) })}
              </span>
            </div>
          }
        >
          <button
            type="button"
            class={`block is-${look().shape}`}
            classList={{
              'is-short': part.to - part.from < 35,
              'is-tiny': part.to - part.from < 20,
              'is-inside': props.block.inside,
              'is-sliver': props.block.sliver,
              'is-conflict': props.block.conflict,
              'is-pending': isPending(one()),
              'is-open': props.opened,
              'joins-below': index() < props.block.parts.length - 1,
              'joins-above': index() > 0,
            }}
            style={{ '--from': part.from, '--length': part.to - part.from, ...spread() }}
            tabindex={index() > 0 ? -1 : undefined}
            title={`${f.minute(props.block.from)} ${one().customer?.name ?? ''} · ${one().service?.name ?? ''}`}
            onClick={() => props.onOpen()}
            onPointerDown={(event) => props.onGrab?.(event)}
          >
            <span class="only-read">{spoken()} </span>
            <span class="block-name">
              <Icon name={props.block.conflict ? 'alert' : look().icon} />
              <span>{one().customer?.name ?? t('appointment')}</span>
              <Show when={index() === 0}>
                <span class="block-time">{f.minute(part.from)}</span>
              </Show>
            </span>
            <span class="block-service">
              {one().service?.name}
              <Show when={index() > 0}> · {t('calendar.goesOn')}</Show>
            </span>
          </button>
        </Show>
      )}
    </For>
  )
}
