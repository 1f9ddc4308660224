import { A } from '@solidjs/router'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { withPending } from '../appointment/pending.ts'
import { now } from '../clock.ts'
import { holdsTime } from '../components/appointment-status.ts'
import { CapacityRuler } from '../components/capacity-ruler.tsx'
import { Icon } from '../components/icon.tsx'
import { Answered, Empty } from '../components/states.tsx'
import { Status } from '../components/status.tsx'
import { toneOf } from '../components/tone.ts'
import { type CalendarAppointment, todayQuery } from '../data/calendar.graphql.ts'
import { dayTypes } from '../data/day.ts'
import type { Widget } from '../data/panel.ts'
import { createQuery } from '../data/query.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'
import { ExtraChip } from './extra-chip.tsx'
import { extraFacts } from './extra-facts.ts'
import { createFieldReader, FieldValue } from './field-value.tsx'
import { rowsAt, type WidgetRow } from './row-path.ts'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

const AppointmentDetail = lazy(() =>
  import('../appointment/appointment-detail.tsx').then((module) => ({ default: module.AppointmentDetail })),
)

/** The ruler and the next appointments of today in one card: where there is room, and who comes. */
export function DayWidget(props: { ruler?: Widget; next?: Widget; place: WidgetPlace }) {
  const { t, f } = useI18n()
  const { viewer } = useSession()
  const timeZone = viewer.tenant.timeZone
  const present = createMemo(() => zoned(now(), timeZone))
  const today = createMemo(() => present().day)
  const query = createQuery(todayQuery, () => ({ day: today() }), { watch: dayTypes })
  const appointments = createMemo(() => (query.data()?.calendarDay.appointments ?? []).map(withPending))
  const [openId, setOpenId] = createSignal<string>()
  const title = () => f.text(props.next?.title) || f.text(props.ruler?.title) || t('today.next')

  const slots = createMemo(() =>
    (query.data()?.capacity ?? []).map((bucket) => ({
      minute: zoned(bucket.startsAt, timeZone).minute,
      busy: bucket.busyStaff,
      capacity: bucket.workingStaff,
    })),
  )
  const next = createMemo(() =>
    appointments()
      .filter(
        (one) =>
          holdsTime(one.status) && Date.parse(one.endsAt) > now().getTime() && one.status !== 'IN_SERVICE',
      )
      .slice(0, 5),
  )
  const open = () => appointments().find((one) => one.id === openId())
  // A blueprint may ask for more about each appointment (a plate, an allergy) with its own document.
  const extras = props.next?.document ? createWidgetQuery(props.next, props.place) : undefined
  const extraOf = (id: string) => rowsAt(extras?.query.data(), props.next?.path).find((row) => row.id === id)

  return (
    <section class="card" aria-label={title()}>
      <div class="card-head">
        <h2>{title()}</h2>
        <A class="text-link" href="/calendar">
          {t('calendar')}
          <Icon name="right" />
        </A>
      </div>
      <Answered query={query} rows={5}>
        {() => (
          <>
            <Show when={props.ruler && slots().length > 0}>
              <div class="card-body">
                <CapacityRuler slots={slots()} today nowMinute={present().minute} />
              </div>
            </Show>
            <Show when={props.next}>
              <For
                each={next()}
                fallback={
                  <Empty inline icon="calendar">
                    {t('today.noneLeft')}
                  </Empty>
                }
              >
                {(one) => (
                  <NextRow
                    appointment={one}
                    extra={extraOf(one.id)}
                    widget={props.next as Widget}
                    onOpen={() => setOpenId(one.id)}
                  />
                )}
              </For>
            </Show>
          </>
        )}
      </Answered>
      <Show when={open()}>
        {(one) => (
          <Suspense>
            <AppointmentDetail appointment={one()} onClose={() => setOpenId(undefined)} />
          </Suspense>
        )}
      </Show>
    </section>
  )
}

function NextRow(props: {
  appointment: CalendarAppointment
  extra: WidgetRow | undefined
  widget: Widget
  onOpen: () => void
}) {
  const { t, f } = useI18n()
  const one = () => props.appointment
  const minutesAway = () => Math.round((Date.parse(one().startsAt) - now().getTime()) / 60_000)
  const read = createFieldReader()
  const facts = createMemo(() => extraFacts(props.widget, props.extra))
  const plate = () => facts().lead.find((field) => field.format === 'PLATE')
  const words = () => facts().words.map((field) => read.words(props.extra as WidgetRow, field))
  const detail = () =>
    [
      plate() ? one().customer?.name : undefined,
      ...words(),
      one().service?.name,
      [one().staff?.name, one().resource?.name].filter(Boolean).join(', '),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <button
      type="button"
      class={`list-row tone-${toneOf(one().staff?.name ?? '', one().staff?.color)}`}
      onClick={() => props.onOpen()}
    >
      <span class="row-time">
        {f.time(one().startsAt)}
        <small>{minutesAway() > 0 ? f.durationShort(minutesAway()) : t('now')}</small>
      </span>
      <span class="row-bar" />
      <span class="row-text">
        <Show when={plate()} fallback={<b>{one().customer?.name ?? t('appointment')}</b>}>
          {(field) => <FieldValue row={props.extra as WidgetRow} field={field()} />}
        </Show>
        <span>{detail()}</span>
        <Show when={facts().marks.length > 0}>
          <span class="row-chips">
            <For each={facts().marks}>
              {(field) => <ExtraChip widget={props.widget} row={props.extra as WidgetRow} field={field} />}
            </For>
          </span>
        </Show>
      </span>
      <Status of={one().status} />
    </button>
  )
}
