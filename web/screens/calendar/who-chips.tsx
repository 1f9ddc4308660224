import { For } from 'solid-js'
import { toneOf } from '../../components/tone.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import type { Calendar } from './calendar-state.ts'

/** Whose day: everyone's, or one person's. */
export function WhoChips(props: { calendar: Calendar }) {
  const { t } = useI18n()
  const live = (count: { appointment: { status: string } }[]) =>
    count.filter((block) => block.appointment.status !== 'CANCELLED').length
  return (
    <fieldset class="chips-scroll" aria-label={t('calendar.whose')}>
      <button
        type="button"
        class="pick"
        aria-pressed={!props.calendar.who()}
        onClick={() => props.calendar.setWho(undefined)}
      >
        {t('all')} <b>{live(props.calendar.staffColumns().flatMap((column) => column.blocks))}</b>
      </button>
      <For each={props.calendar.staffColumns()}>
        {(column) => (
          <button
            type="button"
            class={`pick tone-${toneOf(column.name, column.tone)}`}
            aria-pressed={props.calendar.who() === (column.id ?? 'nobody')}
            onClick={() => props.calendar.setWho(column.id ?? 'nobody')}
          >
            <span class="dot" />
            {column.name} <b>{live(column.blocks)}</b>
          </button>
        )}
      </For>
    </fieldset>
  )
}
