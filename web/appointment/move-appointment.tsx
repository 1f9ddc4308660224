import { createSignal, For } from 'solid-js'
import { SlotPicker } from '../booking/slot-picker.tsx'
import { Button } from '../components/button.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { Surface } from '../components/surface.tsx'
import type { CalendarAppointment } from '../data/calendar.graphql.ts'
import { createTeam } from '../data/day.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { instantOf, zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'
import { createAppointmentActions } from './actions.ts'

/** Another day, time or person for an appointment: what dragging does, for phones and keyboards. */
export function MoveAppointment(props: { appointment: CalendarAppointment; onDone: () => void }) {
  const { t } = useI18n()
  const { viewer, word } = useSession()
  const team = createTeam()
  const actions = createAppointmentActions()
  const start = zoned(props.appointment.startsAt, viewer.tenant.timeZone)
  const [day, setDay] = createSignal(start.day)
  const [minute, setMinute] = createSignal<number>(start.minute)
  const [unit, setUnit] = createSignal<{ id: string; name: string } | null>()
  const [staffId, setStaffId] = createSignal(props.appointment.staff?.id ?? '')
  const isSame = () =>
    day() === start.day && minute() === start.minute && staffId() === (props.appointment.staff?.id ?? '')

  /** The unit that the chosen time was offered with; left to the server for a time typed by hand. */
  const fitting = () => {
    const taken = unit()
    return taken ? team.resources().find((one) => one.id === taken.id) : undefined
  }

  const submit = () => {
    const staff = team.staff().find((one) => one.id === staffId())
    void actions.move(props.appointment, {
      startsAt: instantOf(day(), minute(), viewer.tenant.timeZone),
      staff: staff ?? props.appointment.staff,
      resource: fitting(),
    })
    props.onDone()
  }
  return (
    <Surface
      title={t('move.title', { name: props.appointment.customer?.name ?? '' })}
      subtitle={props.appointment.service?.name}
      onClose={props.onDone}
      foot={
        <Button look="primary" icon="move" disabled={isSame()} onClick={submit}>
          {t('move')}
        </Button>
      }
    >
      <TextField
        label={t('day')}
        type="date"
        value={day()}
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <SelectField
        label={word('staff')}
        value={staffId()}
        onChange={(event) => setStaffId(event.currentTarget.value)}
      >
        <For each={team.staff()}>
          {(one) => (
            <option value={one.id} selected={one.id === staffId()}>
              {one.name}
            </option>
          )}
        </For>
      </SelectField>
      <SlotPicker
        day={day()}
        serviceId={props.appointment.service?.id ?? ''}
        staffId={staffId()}
        movingId={props.appointment.id}
        value={minute()}
        onPick={(at, taken) => {
          setMinute(at)
          setUnit(taken)
        }}
      />
    </Surface>
  )
}
