import { createMemo, For, Show } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { weekQuery } from '../../data/calendar.graphql.ts'
import { dayRange } from '../../data/day.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { addDays, mondayOf } from '../../i18n/zone.ts'
import type { Calendar } from './calendar-state.ts'

/** A week in one line for thumbs; the bar under a day is how busy it is beside the busiest of the week. */
export function DayStrip(props: { calendar: Calendar }) {
  const { t, f } = useI18n()
  const days = createMemo(() => {
    const monday = mondayOf(props.calendar.day())
    return Array.from({ length: 7 }, (_, index) => addDays(monday, index))
  })
  const week = createQuery(
    weekQuery,
    () => {
      const ranges: Record<string, string> = {}
      days().forEach((day, index) => {
        const range = dayRange(day, props.calendar.timeZone)
        ranges[`from${index}`] = range.from
        ranges[`to${index}`] = range.to
      })
      return ranges
    },
    { watch: ['Appointment'], keepPrevious: true },
  )
  const counts = () => days().map((_, index) => week.data()?.[`day${index}`]?.totalCount ?? 0)
  const busiest = () => Math.max(1, ...counts())
  let startX = 0
  const onTouchEnd = (event: TouchEvent) => {
    const moved = (event.changedTouches[0]?.clientX ?? startX) - startX
    if (Math.abs(moved) > 60) props.calendar.setDay(addDays(props.calendar.day(), moved > 0 ? -7 : 7))
  }
  return (
    <div class="day-strip-wrap">
      <IconButton
        icon="left"
        label={t('week.before')}
        onClick={() => props.calendar.setDay(addDays(props.calendar.day(), -7))}
      />
      <fieldset
        class="day-strip"
        aria-label={t('day.pick')}
        onTouchStart={(event) => {
          startX = event.touches[0]?.clientX ?? 0
        }}
        onTouchEnd={onTouchEnd}
      >
        <For each={days()}>
          {(day, index) => (
            <button
              type="button"
              aria-pressed={day === props.calendar.day()}
              classList={{ 'is-today': day === props.calendar.present().day }}
              onClick={() => props.calendar.setDay(day)}
            >
              {f.day(day, 'weekday')}
              <b>{Number(day.slice(8))}</b>
              <span class="only-read">
                {f.day(day, 'month')}, {t('appointments.count', { n: counts()[index()] ?? 0 })}
              </span>
              <span
                class="day-fill"
                style={{ '--fill': `${((counts()[index()] ?? 0) / busiest()) * 100}%` }}
              />
            </button>
          )}
        </For>
      </fieldset>
      <IconButton
        icon="right"
        label={t('week.after')}
        onClick={() => props.calendar.setDay(addDays(props.calendar.day(), 7))}
      />
      <Show when={!props.calendar.isToday()}>
        <button
          type="button"
          class="only-read"
          onClick={() => props.calendar.setDay(props.calendar.present().day)}
        >
          {t('today')}
        </button>
      </Show>
    </div>
  )
}
