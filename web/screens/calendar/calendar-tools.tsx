import { Show } from 'solid-js'
import { Button, IconButton } from '../../components/button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { useI18n } from '../../i18n/i18n.tsx'
import { addDays } from '../../i18n/zone.ts'
import { useSession } from '../../session.tsx'
import type { Calendar } from './calendar-state.ts'

/** Which day, as a grid or a list, by whom or by what; and the conflicts, when there are any. */
export function CalendarTools(props: { calendar: Calendar }) {
  const { t, f } = useI18n()
  const { word } = useSession()
  const go = (days: number) => props.calendar.setDay(addDays(props.calendar.day(), days))
  return (
    <div class="calendar-tools">
      <div class="row">
        <IconButton icon="left" label={t('day.before')} onClick={() => go(-1)} />
        <Button
          aria-pressed={props.calendar.isToday()}
          onClick={() => props.calendar.setDay(props.calendar.present().day)}
        >
          {t('today')}
        </Button>
        <IconButton icon="right" label={t('day.after')} onClick={() => go(1)} />
      </div>
      <label class="day-jump">
        <h2>{f.day(props.calendar.day(), 'long')}</h2>
        <input
          type="date"
          aria-label={t('day.pick')}
          value={props.calendar.day()}
          onClick={(event) => event.currentTarget.showPicker?.()}
          onInput={(event) => event.currentTarget.value && props.calendar.setDay(event.currentTarget.value)}
        />
      </label>
      <Segmented
        label={t('view')}
        value={props.calendar.view()}
        options={[
          { value: 'day', label: t('view.day') },
          { value: 'list', label: t('view.list') },
        ]}
        onPick={props.calendar.setView}
      />
      <Show when={props.calendar.view() === 'day' && props.calendar.resourceTypes().length > 0}>
        <Segmented
          label={t('view.by')}
          value={props.calendar.by()}
          options={[
            { value: 'staff', label: word('staff') },
            ...props.calendar
              .resourceTypes()
              .map((type) => ({ value: type, label: props.calendar.typeName(type) })),
          ]}
          onPick={props.calendar.setBy}
        />
      </Show>
      <span class="grow" />
      <Show when={props.calendar.conflicts().length > 0}>
        <Button look="warning" icon="alert" onClick={() => props.calendar.setWaiting('conflicts')}>
          {t('calendar.conflicts', { n: props.calendar.conflicts().length })}
        </Button>
      </Show>
    </div>
  )
}
