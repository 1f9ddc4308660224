import '../../styles/calendar.css'
import { Show } from 'solid-js'
import { AppointmentDetail } from '../../appointment/appointment-detail.tsx'
import { Failure, Skeleton } from '../../components/states.tsx'
import { useI18n } from '../../i18n/i18n.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { isWide } from '../../wide.ts'
import { Agenda } from './agenda.tsx'
import { createCalendar } from './calendar-state.ts'
import { CalendarTools } from './calendar-tools.tsx'
import { DayGrid } from './day-grid.tsx'
import { DayStrip } from './day-strip.tsx'
import { WaitingList } from './waiting-list.tsx'
import { WhoChips } from './who-chips.tsx'

/** The day: a grid by person or unit on wide screens, an agenda on phones. */
export function CalendarScreen() {
  const { t, f } = useI18n()
  const calendar = createCalendar()
  createTitle(() => ({
    title: t('calendar'),
    subtitle: isWide() ? undefined : f.day(calendar.day(), 'month'),
    wide: true,
  }))
  const isReady = () => calendar.schedule.data() !== undefined
  const failed = calendar.schedule.query.error
  return (
    <div
      class="calendar"
      classList={{ 'has-drawer': isWide() && Boolean(calendar.opened() ?? calendar.waiting()) }}
    >
      <Show
        when={isWide()}
        fallback={
          <div class="calendar-sticky">
            <DayStrip calendar={calendar} />
            <WhoChips calendar={calendar} />
          </div>
        }
      >
        <CalendarTools calendar={calendar} />
      </Show>
      <Show when={failed()}>
        {(error) => (
          <div class="calendar-failure">
            <Failure error={error()} onRetry={calendar.schedule.query.refetch} />
          </div>
        )}
      </Show>
      <Show when={isReady()} fallback={<Show when={!failed()}>{<Skeleton rows={9} />}</Show>}>
        <Show
          when={isWide() && calendar.view() === 'day'}
          fallback={
            <div class="calendar-list">
              <Show when={isWide()}>
                <WhoChips calendar={calendar} />
              </Show>
              <Agenda calendar={calendar} />
            </div>
          }
        >
          <DayGrid calendar={calendar} />
        </Show>
      </Show>
      <Show when={!calendar.opened() && calendar.waiting()} keyed>
        {(list) => <WaitingList calendar={calendar} list={list} />}
      </Show>
      <Show when={calendar.opened()}>
        {(appointment) => (
          <AppointmentDetail appointment={appointment()} onClose={() => calendar.open(undefined)} />
        )}
      </Show>
    </div>
  )
}
