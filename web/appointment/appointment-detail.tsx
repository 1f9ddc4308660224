import { useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { now } from '../clock.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Chip } from '../components/chip.tsx'
import { Icon } from '../components/icon.tsx'
import { Status } from '../components/status.tsx'
import { Surface } from '../components/surface.tsx'
import type { CalendarAppointment } from '../data/calendar.graphql.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'
import { useFrame } from '../shell/frame.tsx'
import { type CancelReason, createAppointmentActions, isMovable, nextSteps, statusSteps } from './actions.ts'
import { MoveAppointment } from './move-appointment.tsx'
import { isPending } from './pending.ts'

const reasons: CancelReason[] = ['CUSTOMER', 'BUSINESS', 'POSTPONED', 'OTHER']

/** One appointment: who, what, when, with what; the next step first, and moving and cancelling beside it. */
export function AppointmentDetail(props: { appointment: CalendarAppointment; onClose: () => void }) {
  const { t, f } = useI18n()
  const { word } = useSession()
  const navigate = useNavigate()
  const frame = useFrame()
  const actions = createAppointmentActions()
  const [mode, setMode] = createSignal<'see' | 'move' | 'cancel'>('see')
  const one = () => props.appointment
  const { viewer } = useSession()
  const isItsDay = () =>
    zoned(one().startsAt, viewer.tenant.timeZone).day === zoned(now(), viewer.tenant.timeZone).day
  const steps = () => nextSteps(one().status, isItsDay(), Date.parse(one().startsAt) <= now().getTime())
  const isOpen = () => isMovable(one().status)
  const canRepeat = () =>
    one().status === 'DONE' || one().status === 'CANCELLED' || one().status === 'NO_SHOW'
  const minutes = () => Math.round((Date.parse(one().endsAt) - Date.parse(one().startsAt)) / 60_000)

  const again = () =>
    frame.book({
      customer: one().customer ?? undefined,
      serviceId: one().service?.id,
      staffId: one().staff?.id,
    })

  const Foot = () => (
    <>
      <Show when={isOpen()}>
        <Button icon="move" look={steps()[0] ? undefined : 'primary'} onClick={() => setMode('move')}>
          {t('move')}
        </Button>
      </Show>
      <Show when={canRepeat()}>
        <Button look="soft" icon="repeat" class="grow" onClick={again}>
          {t('book.again')}
        </Button>
      </Show>
      <Show when={steps()[0]}>
        {(first) => (
          <Button
            look="primary"
            icon={statusSteps[first()].icon}
            onClick={() => actions.step(one(), first())}
          >
            {t(statusSteps[first()].label)}
          </Button>
        )}
      </Show>
    </>
  )

  return (
    <Show
      when={mode() === 'move'}
      fallback={
        <Surface
          title={one().customer?.name ?? t('appointment')}
          subtitle={f.phone(one().customer?.phone) || undefined}
          lead={<Avatar name={one().customer?.name ?? '?'} size="medium" />}
          onClose={props.onClose}
          foot={<Foot />}
        >
          <div class="row row-wrap">
            <Status of={one().status} />
            <Show when={one().stale}>
              <Chip look="warning" icon="alert">
                {t('appointment.stale')}
              </Chip>
            </Show>
            <Show when={one().conflict}>
              <Chip look="bad" icon="alert">
                {t('calendar.conflict')}
              </Chip>
            </Show>
            <Show when={isPending(one())}>
              <Chip icon="sync">{t('saving')}</Chip>
            </Show>
          </div>
          <dl class="data-list">
            <Fact label={t('appointment.when')}>
              {f.date(one().startsAt, 'title')}, {f.time(one().startsAt)}–{f.time(one().endsAt)}
            </Fact>
            <Fact label={t('service')}>
              {one().service?.name ?? '–'} · {f.duration(minutes())}
            </Fact>
            <Fact label={word('staff')}>{one().staff?.name ?? '–'}</Fact>
            <Show when={one().resource}>{(unit) => <Fact label={word('resource')}>{unit().name}</Fact>}</Show>
            <Show when={one().priceMinor}>
              <Fact label={t('price')}>{f.money(one().priceMinor, one().currency)}</Fact>
            </Show>
            <Show when={one().cancelReason}>
              {(reason) => <Fact label={t('cancel.reason')}>{t(`cancel.${reason() as CancelReason}`)}</Fact>}
            </Show>
          </dl>
          <Show when={one().note}>
            <p class="notice prose">
              <Icon name="note" />
              {one().note}
            </p>
          </Show>
          <Show when={one().customer}>
            {(customer) => (
              <div class="quick-actions">
                <Show when={customer().phone}>
                  {(phone) => (
                    <>
                      <a href={`tel:${phone()}`}>
                        <Icon name="phone" />
                        {t('call')}
                      </a>
                      <a href={`https://wa.me/${phone().slice(1)}`} target="_blank" rel="noreferrer">
                        <Icon name="whatsapp" />
                        WhatsApp
                      </a>
                    </>
                  )}
                </Show>
                <button type="button" onClick={() => navigate(`/customers/${customer().id}`)}>
                  <Icon name="user" />
                  {word('customer')}
                </button>
              </div>
            )}
          </Show>
          <Show when={steps().length > 1 || isOpen()}>
            <div class="row row-wrap">
              <For each={steps().slice(1)}>
                {(name) => (
                  <Button icon={statusSteps[name].icon} onClick={() => actions.step(one(), name)}>
                    {t(statusSteps[name].label)}
                  </Button>
                )}
              </For>
              <Show when={isOpen() && mode() === 'see'}>
                <Button look="danger" icon="close" onClick={() => setMode('cancel')}>
                  {t('cancel')}
                </Button>
              </Show>
            </div>
          </Show>
          <Show when={mode() === 'cancel' && isOpen()}>
            <fieldset class="stack stack-tight">
              <legend class="field-label">{t('cancel.why')}</legend>
              <div class="row row-wrap">
                <For each={reasons}>
                  {(reason) => (
                    <Button
                      onClick={() => {
                        setMode('see')
                        void actions.cancel(one(), reason)
                      }}
                    >
                      {t(`cancel.${reason}`)}
                    </Button>
                  )}
                </For>
              </div>
            </fieldset>
          </Show>
        </Surface>
      }
    >
      <MoveAppointment appointment={one()} onDone={() => setMode('see')} />
    </Show>
  )
}

function Fact(props: { label: string; children: import('solid-js').JSX.Element }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
