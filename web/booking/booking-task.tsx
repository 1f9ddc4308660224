import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { createAppointmentActions } from '../appointment/actions.ts'
import { now } from '../clock.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { SelectField, TextArea, TextField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { Surface } from '../components/surface.tsx'
import { toast } from '../components/toast.tsx'
import { type AppointmentPayload, appointmentVerbs } from '../data/calendar.graphql.ts'
import { mutate } from '../data/client.ts'
import { createTeam } from '../data/day.ts'
import { outcome } from '../data/payload.ts'
import { createServices } from '../data/services.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { instantOf, zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'
import type { BookingStart } from '../shell/frame.tsx'
import { type BookedCustomer, CustomerPicker } from './customer-picker.tsx'
import { forgetDraft, keepDraft, recallDraft } from './draft.ts'
import { ServicePicker } from './service-picker.tsx'
import { SlotPicker } from './slot-picker.tsx'

/**
 * A booking in one sheet. From a tapped slot it takes three more taps: the customer, the service, Book; person
 * and time come from the slot. Closing keeps what was chosen for the next time.
 */
export function BookingTask(props: { start: BookingStart; onClose: () => void }) {
  const { t, f } = useI18n()
  const { viewer, panel, word } = useSession()
  const timeZone = viewer.tenant.timeZone
  const team = createTeam()
  const catalogue = createServices()
  const actions = createAppointmentActions()
  const draft = props.start.customer ? undefined : recallDraft()
  const slot = props.start.startsAt && zoned(props.start.startsAt, timeZone)

  const [customer, setCustomer] = createSignal<BookedCustomer | undefined>(
    props.start.customer ?? draft?.customer,
  )
  const [serviceId, setServiceId] = createSignal(props.start.serviceId ?? draft?.serviceId)
  const [chosenStaff, setChosenStaff] = createSignal(props.start.staffId)
  const [resourceId, setResourceId] = createSignal(props.start.resourceId ?? '')
  const [day, setDay] = createSignal(slot?.day ?? zoned(now(), timeZone).day)
  const [minute, setMinute] = createSignal<number | undefined>(slot?.minute)
  const [note, setNote] = createSignal(draft?.note ?? '')
  const [editing, setEditing] = createSignal(!slot)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<{ text: string; canInsist: boolean }>()

  const service = () => catalogue.services().find((one) => one.id === serviceId())
  const able = createMemo(() => catalogue.staffFor(serviceId(), team.staff()))
  /** Undefined: whoever is free, the server chooses the least busy. */
  const staffId = () => chosenStaff() ?? (viewer.role === 'STAFF' ? viewer.staffMember?.id : undefined)
  const staff = () => team.staff().find((one) => one.id === staffId())
  const isReady = () => customer() && service() && minute() !== undefined && !busy()

  /** A person from the slot who does not perform the service is let go, so that somebody who does is found. */
  const chooseService = (id: string) => {
    setServiceId(id)
    const chosen = chosenStaff()
    if (chosen && !catalogue.staffFor(id, team.staff()).some((one) => one.id === chosen)) {
      setChosenStaff(undefined)
      setEditing(true)
    }
  }

  let booked = false
  onCleanup(() => {
    if (booked) forgetDraft()
    else keepDraft({ customer: customer(), serviceId: serviceId(), note: note() })
  })

  const submit = async (allowOutsideHours = false) => {
    const who = customer()
    const what = service()
    const at = minute()
    if (!who || !what || at === undefined) return
    setBusy(true)
    setProblem(undefined)
    const startsAt = instantOf(day(), at, timeZone)
    const answer = await mutate(appointmentVerbs.bookAppointment, {
      input: {
        customerId: who.id,
        serviceId: what.id,
        staffId: staffId() || null,
        resourceId: resourceId() || null,
        startsAt: startsAt.toISOString(),
        note: note() || null,
        allowOutsideHours,
      },
    })
    setBusy(false)
    const result = outcome<AppointmentPayload>(answer as never, 'bookAppointment')
    if (result.is === 'done') {
      booked = true
      const made = result.result.appointment
      toast(t('did.book', { name: who.name, when: `${f.date(startsAt, 'short')} ${f.time(startsAt)}` }), {
        icon: 'calendar',
        undo: made
          ? () =>
              void actions.run('cancelAppointment', { id: made.id, version: made.version, reason: 'OTHER' })
          : undefined,
      })
      return props.onClose()
    }
    setEditing(true)
    const refusal = result.is === 'refused' ? result.errors[0] : undefined
    const failed = result.is === 'failed' && result.error.code === 'NETWORK' ? 'error.network' : 'error.other'
    setProblem({
      text: refusal?.message ?? t(failed),
      canInsist: refusal?.code === 'OUTSIDE_WORKING_HOURS' && viewer.role !== 'STAFF',
    })
  }

  return (
    <Surface
      title={f.text(panel.primaryAction?.label) || t('appointment')}
      subtitle={
        slot
          ? `${f.day(day(), 'title')} · ${f.minute(minute() ?? 0)}${staff() ? ` · ${staff()?.name}` : ''}`
          : undefined
      }
      onClose={props.onClose}
      task
      full
      foot={
        <Button look="primary" icon="check" disabled={!isReady()} onClick={() => void submit()}>
          {service() && minute() !== undefined ? t('book.at', { time: f.minute(minute() ?? 0) }) : t('book')}
        </Button>
      }
    >
      <Show when={problem()}>
        {(found) => (
          <div class="notice is-bad" role="alert">
            <Icon name="alert" />
            <span class="grow">
              <b>{found().text}</b>
              {t('book.kept')}
            </span>
            <Show when={found().canInsist}>
              <Button onClick={() => void submit(true)}>{t('anyway')}</Button>
            </Show>
          </div>
        )}
      </Show>
      <Show when={customer()} fallback={<CustomerPicker onPick={setCustomer} />}>
        {(who) => (
          <>
            <div class="card">
              <div class="list-row">
                <Avatar name={who().name} size="medium" />
                <span class="row-text">
                  <b>{who().name}</b>
                  <span>{f.phone(who().phone)}</span>
                </span>
                <Button look="ghost" onClick={() => setCustomer(undefined)}>
                  {t('change')}
                </Button>
              </div>
            </div>
            <ServicePicker
              services={catalogue.services()}
              value={serviceId()}
              staffId={chosenStaff()}
              room={props.start.room}
              onPick={chooseService}
            />
            <Show when={service()}>
              <Show
                when={editing()}
                fallback={
                  <div class="card">
                    <button type="button" class="list-row" onClick={() => setEditing(true)}>
                      <Icon name="clock" />
                      <span class="row-text">
                        <b>
                          {f.minute(minute() ?? 0)}–
                          {f.minute((minute() ?? 0) + (service()?.durationMinutes ?? 0))}
                        </b>
                        <span>{[f.day(day(), 'title'), staff()?.name].filter(Boolean).join(' · ')}</span>
                      </span>
                      <span class="text-link">{t('change')}</span>
                    </button>
                  </div>
                }
              >
                <div class="field-pair">
                  <TextField
                    label={t('day')}
                    type="date"
                    value={day()}
                    onInput={(event) => setDay(event.currentTarget.value)}
                  />
                  <SelectField
                    label={word('staff')}
                    value={staffId() ?? ''}
                    onChange={(event) => setChosenStaff(event.currentTarget.value)}
                  >
                    <option value="">{t('staff.any')}</option>
                    <For each={able()}>
                      {(one) => (
                        <option value={one.id} selected={one.id === staffId()}>
                          {one.name}
                        </option>
                      )}
                    </For>
                  </SelectField>
                </div>
                <SlotPicker
                  day={day()}
                  serviceId={serviceId() ?? ''}
                  staffId={staffId()}
                  value={minute()}
                  onPick={(at) => setMinute(at)}
                />
                <Show when={team.resources().length > 0}>
                  <SelectField
                    label={word('resource')}
                    value={resourceId()}
                    onChange={(event) => setResourceId(event.currentTarget.value)}
                  >
                    <option value="">{t('resource.auto')}</option>
                    <For each={team.resources().filter((one) => one.status === 'ACTIVE')}>
                      {(one) => (
                        <option value={one.id} selected={one.id === resourceId()}>
                          {one.name}
                        </option>
                      )}
                    </For>
                  </SelectField>
                </Show>
              </Show>
              <details class="more-fields" open={Boolean(note())}>
                <summary>{t('note.add')}</summary>
                <TextArea
                  label={t('note')}
                  value={note()}
                  onInput={(event) => setNote(event.currentTarget.value)}
                />
              </details>
            </Show>
          </>
        )}
      </Show>
    </Surface>
  )
}
