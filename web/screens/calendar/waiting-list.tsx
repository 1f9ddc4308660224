import { createMemo, For, Show } from 'solid-js'
import { withPending } from '../../appointment/pending.ts'
import { now } from '../../clock.ts'
import { Chip } from '../../components/chip.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { Status } from '../../components/status.tsx'
import { Surface } from '../../components/surface.tsx'
import { toneOf } from '../../components/tone.ts'
import { type CalendarAppointment, conflictsQuery, staleQuery } from '../../data/calendar.graphql.ts'
import { createQuery, type Query } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { zoned } from '../../i18n/zone.ts'
import type { Calendar } from './calendar-state.ts'

/** What waits for somebody, over all days; each opens on its day. */
export function WaitingList(props: { calendar: Calendar; list: 'stale' | 'conflicts' }) {
  const { t } = useI18n()
  const asOf = now().toISOString()
  const watch = ['Appointment']
  const conflicts = createQuery(conflictsQuery, () => (props.list === 'conflicts' ? {} : undefined), {
    watch,
  })
  const stale = createQuery(staleQuery, () => (props.list === 'stale' ? { before: asOf } : undefined), {
    watch,
  })
  const rows = createMemo<CalendarAppointment[]>(() =>
    props.list === 'stale'
      ? (stale.data()?.appointments.nodes ?? []).map(withPending).filter((one) => one.stale)
      : (conflicts.data()?.calendarConflicts ?? []).flatMap((one) => one.appointment ?? []),
  )
  return (
    <Surface title={t(`waiting.${props.list}`)} onClose={() => props.calendar.setWaiting(undefined)}>
      <p class="small text-2">{t(`waiting.${props.list}Why`)}</p>
      <Answered query={(props.list === 'stale' ? stale : conflicts) as Query<unknown>} rows={6}>
        {() => (
          <Show when={rows().length > 0} fallback={<Empty icon="check">{t('waiting.none')}</Empty>}>
            <div class="card">
              <For each={rows()}>
                {(one) => <WaitingRow calendar={props.calendar} appointment={one} list={props.list} />}
              </For>
            </div>
          </Show>
        )}
      </Answered>
    </Surface>
  )
}

function WaitingRow(props: {
  calendar: Calendar
  appointment: CalendarAppointment
  list: 'stale' | 'conflicts'
}) {
  const { t, f } = useI18n()
  const one = () => props.appointment
  return (
    <button
      type="button"
      class={`list-row tone-${toneOf(one().staff?.name ?? '', one().staff?.color)}`}
      onClick={() => props.calendar.openOn(zoned(one().startsAt, props.calendar.timeZone).day, one().id)}
    >
      <span class="row-time">
        {f.time(one().startsAt)}
        <small>{f.date(one().startsAt, 'short')}</small>
      </span>
      <span class="row-bar" />
      <span class="row-text">
        <b>{one().customer?.name ?? t('appointment')}</b>
        <span>{[one().service?.name, one().staff?.name].filter(Boolean).join(' · ')}</span>
      </span>
      <Show when={props.list === 'conflicts'} fallback={<Status of={one().status} />}>
        <Chip look="bad" icon="alert">
          {t('calendar.conflict')}
        </Chip>
      </Show>
    </button>
  )
}
