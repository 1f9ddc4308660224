import { createEffect, createMemo, For, Match, Show, Switch } from 'solid-js'
import { isPending } from '../../appointment/pending.ts'
import { statusLooks } from '../../components/appointment-status.ts'
import { Icon } from '../../components/icon.tsx'
import { Empty } from '../../components/states.tsx'
import { toneOf } from '../../components/tone.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { instantOf } from '../../i18n/zone.ts'
import { useFrame } from '../../shell/frame.tsx'
import type { Calendar } from './calendar-state.ts'
import type { Block, Column } from './day-model.ts'

type Line =
  | { is: 'block'; at: number; block: Block; column: Column }
  | { is: 'waiting'; at: number; to: number; block: Block; column: Column }
  | { is: 'gap'; at: number; to: number; column: Column }
  | { is: 'now'; at: number }

/** The day as a list in the order of the clock: appointments, waiting times, gaps, and the line of now. */
export function Agenda(props: { calendar: Calendar }) {
  const { t } = useI18n()
  let nowLine: HTMLLIElement | undefined
  const lines = createMemo<Line[]>(() => {
    const all: Line[] = []
    const who = props.calendar.who()
    const nowMinute = props.calendar.isToday() ? props.calendar.present().minute : -1
    for (const column of props.calendar.staffColumns()) {
      if (who && who !== (column.id ?? 'nobody')) continue
      for (const block of column.blocks) {
        all.push({ is: 'block', at: block.from, block, column })
        if (block.appointment.status === 'CANCELLED' || block.appointment.status === 'NO_SHOW') continue
        for (const part of block.parts)
          if (part.waiting && part.to > nowMinute)
            all.push({ is: 'waiting', at: part.from, to: part.to, block, column })
      }
      for (const gap of column.free) all.push({ is: 'gap', at: gap.from, to: gap.to, column })
    }
    if (nowMinute >= 0 && all.length > 0) all.push({ is: 'now', at: nowMinute })
    const rank = { now: 0, block: 1, waiting: 2, gap: 3 }
    return all.sort((a, b) => a.at - b.at || rank[a.is] - rank[b.is])
  })
  // The present comes first; what is done is one flick above it. Once per day looked at, after the list is drawn.
  let shownDay: string | undefined
  createEffect(() => {
    const day = props.calendar.day()
    if (lines().length === 0 || shownDay === day) return
    shownDay = day
    setTimeout(() => {
      const top = props.calendar.isToday() ? (nowLine?.getBoundingClientRect().top ?? 0) : 0
      if (top > innerHeight * 0.55) scrollTo({ top: scrollY + top - 280 })
    })
  })
  return (
    <Show when={lines().length > 0} fallback={<Empty icon="calendar">{t('calendar.empty')}</Empty>}>
      <ol class="agenda">
        <For each={lines()}>
          {(line) => (
            <Switch>
              <Match when={line.is === 'now' && line}>
                {(found) => (
                  <li class="agenda-now" ref={nowLine} aria-label={t('now')}>
                    <NowTime minute={found().at} />
                    <i />
                  </li>
                )}
              </Match>
              <Match when={line.is === 'block' && line}>
                {(found) => <AgendaBlock calendar={props.calendar} {...found()} />}
              </Match>
              <Match when={line.is === 'waiting' && line}>
                {(found) => (
                  <AgendaSlot
                    calendar={props.calendar}
                    column={found().column}
                    from={found().at}
                    to={found().to}
                    waiting
                  />
                )}
              </Match>
              <Match when={line.is === 'gap' && line}>
                {(found) => (
                  <AgendaSlot
                    calendar={props.calendar}
                    column={found().column}
                    from={found().at}
                    to={found().to}
                  />
                )}
              </Match>
            </Switch>
          )}
        </For>
      </ol>
    </Show>
  )
}

function NowTime(props: { minute: number }) {
  const { f } = useI18n()
  return <b>{f.minute(props.minute)}</b>
}

function AgendaBlock(props: { calendar: Calendar; block: Block; column: Column }) {
  const { t, f } = useI18n()
  const one = () => props.block.appointment
  const look = () => statusLooks[one().status]
  const detail = () =>
    [one().service?.name, [props.column.name, one().resource?.name].filter(Boolean).join(', ')]
      .filter(Boolean)
      .join(' · ')
  return (
    <li class="agenda-row">
      <time>
        {f.minute(props.block.from)}
        <small>{f.durationShort(props.block.to - props.block.from)}</small>
      </time>
      <button
        type="button"
        class={`agenda-card tone-${toneOf(props.column.name, props.column.tone)} is-${look().shape}`}
        classList={{ 'is-pending': isPending(one()), 'is-conflict': props.block.conflict }}
        onClick={() => props.calendar.open(one().id)}
      >
        <span class="row-text">
          <b>{one().customer?.name ?? t('appointment')}</b>
          <span>{detail()}</span>
        </span>
        <span class="agenda-state">
          <Show when={props.block.conflict} fallback={<Icon name={look().icon} />}>
            <Icon name="alert" />
          </Show>
          {props.block.conflict ? t('calendar.conflict') : t(look().word)}
        </span>
      </button>
    </li>
  )
}

function AgendaSlot(props: {
  calendar: Calendar
  column: Column
  from: number
  to: number
  waiting?: boolean
}) {
  const { t, f } = useI18n()
  const frame = useFrame()
  const book = () =>
    frame.book({
      startsAt: instantOf(props.calendar.day(), Math.ceil(props.from / 5) * 5, props.calendar.timeZone),
      staffId: props.column.id ?? undefined,
      room: props.to - props.from,
    })
  return (
    <li class="agenda-row">
      <time>
        {f.minute(props.from)}
        <small>{f.durationShort(props.to - props.from)}</small>
      </time>
      <button
        type="button"
        class={`agenda-card tone-${toneOf(props.column.name, props.column.tone)} ${props.waiting ? 'is-waiting' : 'is-gap'}`}
        onClick={book}
      >
        <Show when={!props.waiting}>
          <Icon name="slot" />
        </Show>
        <span class="row-text">
          <b>
            {props.waiting
              ? t('calendar.waitingOf', { name: props.column.name })
              : t('calendar.freeOf', { name: props.column.name })}
          </b>
        </span>
        <span class="agenda-state">
          {t('resource.fill')}
          <Icon name="right" />
        </span>
      </button>
    </li>
  )
}
