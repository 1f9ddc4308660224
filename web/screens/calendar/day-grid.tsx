import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { createAppointmentActions, isMovable } from '../../appointment/actions.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Icon } from '../../components/icon.tsx'
import { Empty } from '../../components/states.tsx'
import { toneOf } from '../../components/tone.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { instantOf } from '../../i18n/zone.ts'
import { useFrame } from '../../shell/frame.tsx'
import type { Calendar } from './calendar-state.ts'
import { createDrag } from './drag.ts'
import { GridColumn } from './grid-column.tsx'

const leastMinuteHeight = 1.09

/** The day drawn to scale: a column per person or unit, hours down the side, the line of now across. */
export function DayGrid(props: { calendar: Calendar }) {
  const { t, f } = useI18n()
  const frame = useFrame()
  const actions = createAppointmentActions()
  const [room, setRoom] = createSignal(0)
  let scroller!: HTMLElement
  const bounds = () => props.calendar.bounds()
  const minuteHeight = createMemo(() =>
    Math.max(leastMinuteHeight, (room() - 56) / Math.max(60, bounds().to - bounds().from)),
  )
  const hours = createMemo(() => {
    const all: number[] = []
    for (let minute = bounds().from + 60; minute < bounds().to; minute += 60) all.push(minute)
    return all
  })
  const nowMinute = () => (props.calendar.isToday() ? props.calendar.present().minute : -1)
  const showsNow = () => nowMinute() > bounds().from && nowMinute() < bounds().to

  const drag = createDrag({
    minuteHeight,
    onDrop({ block, columnId, from }) {
      const byStaff = props.calendar.by() === 'staff'
      const staff = props.calendar.schedule.data()?.staff.find((one) => one.staff.id === columnId)?.staff
      const resource = props.calendar.schedule
        .data()
        ?.resources.find((one) => one.resource.id === columnId)?.resource
      void actions.move(block.appointment, {
        startsAt: instantOf(props.calendar.day(), from, props.calendar.timeZone),
        ...(byStaff
          ? { staff: staff ?? block.appointment.staff }
          : { resource: resource ?? block.appointment.resource }),
      })
    },
  })

  onMount(() => {
    const observer = new ResizeObserver(() => setRoom(scroller.clientHeight))
    observer.observe(scroller)
    onCleanup(() => observer.disconnect())
    if (showsNow()) scroller.scrollTop = Math.max(0, (nowMinute() - bounds().from) * minuteHeight() - 260)
  })

  const book = (columnId: string | null, minute: number, room?: number) => {
    const at = instantOf(props.calendar.day(), minute, props.calendar.timeZone)
    frame.book(
      props.calendar.by() === 'staff'
        ? { startsAt: at, room, staffId: columnId ?? undefined }
        : { startsAt: at, room, resourceId: columnId ?? undefined },
    )
  }
  return (
    <section
      class="day-grid-scroll"
      ref={scroller}
      tabindex="0"
      aria-label={f.day(props.calendar.day(), 'long')}
    >
      <Show
        when={props.calendar.columns().length > 0}
        fallback={<Empty icon="calendar">{t('calendar.noColumns')}</Empty>}
      >
        <div
          class="day-grid"
          classList={{ 'is-dragging': drag.landing() !== undefined }}
          style={{
            '--columns': props.calendar.columns().length,
            '--minute': `${minuteHeight()}px`,
            '--start': bounds().from,
            '--total': bounds().to - bounds().from,
          }}
        >
          <div class="grid-head grid-corner" />
          <For each={props.calendar.columns()}>
            {(column) => (
              <div class="grid-head">
                <Avatar name={column.name} tone={toneOf(column.name, column.tone)} />
                <span class="grow">
                  <b class="cut">{column.name}</b>
                  <span class="grid-fill">
                    <Show
                      when={column.fillPct !== null}
                      fallback={t(column.outOfOrder ? 'resource.outOfOrder' : 'calendar.off')}
                    >
                      <span class="progress">
                        <i style={{ width: `${column.fillPct}%` }} />
                      </span>
                      {f.percent(column.fillPct ?? 0, 0)}
                    </Show>
                  </span>
                </span>
                <button
                  type="button"
                  class="grid-add"
                  aria-label={t('calendar.addFor', { name: column.name })}
                  onClick={() =>
                    frame.book(
                      props.calendar.by() === 'staff'
                        ? { staffId: column.id ?? undefined }
                        : { resourceId: column.id ?? undefined },
                    )
                  }
                >
                  <Icon name="plus" />
                </button>
              </div>
            )}
          </For>
          <div class="grid-hours" aria-hidden="true">
            <For each={hours()}>
              {(minute) => (
                <Show when={Math.abs(minute - nowMinute()) > 12}>
                  <span style={{ '--from': minute }}>{f.minute(minute)}</span>
                </Show>
              )}
            </For>
            <Show when={showsNow()}>
              <b style={{ '--from': nowMinute() }}>{f.minute(nowMinute())}</b>
            </Show>
          </div>
          <For each={props.calendar.columns()}>
            {(column) => (
              <GridColumn
                column={column}
                bounds={bounds()}
                openedId={props.calendar.opened()?.id}
                landing={drag.landing()?.columnId === column.id ? drag.landing() : undefined}
                dragged={drag.landing()?.block.appointment.id}
                nowMinute={showsNow() ? nowMinute() : undefined}
                onOpen={props.calendar.open}
                onBook={(minute, room) => book(column.id, minute, room)}
                onGrab={(event, block) =>
                  column.id && isMovable(block.appointment.status) && drag.grab(event, block, column.id)
                }
              />
            )}
          </For>
        </div>
      </Show>
    </section>
  )
}
