import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import type { ServiceRow } from '../data/calendar.graphql.ts'
import { qualifiedFor } from '../data/services.ts'
import { useI18n } from '../i18n/i18n.tsx'

/** What: one tap on a service; once chosen, only that one stays, so that the rest of the sheet is near. */
export function ServicePicker(props: {
  services: readonly ServiceRow[]
  value: string | undefined
  staffId?: string
  /** Minutes free at the tapped time; what is longer comes last and says so. */
  room?: number
  onPick: (id: string) => void
}) {
  const { t, f } = useI18n()
  const [open, setOpen] = createSignal(!props.value)
  const chosen = createMemo(() => props.services.find((one) => one.id === props.value))
  /** When a person is known: what that person performs comes first, the rest stays within reach. */
  const performs = (service: ServiceRow) =>
    !props.staffId || (qualifiedFor(service)?.has(props.staffId) ?? true)
  const fits = (service: ServiceRow) => !props.room || service.durationMinutes <= props.room
  const suits = (service: ServiceRow) => performs(service) && fits(service)
  const rows = createMemo(() =>
    open() || !chosen()
      ? [...props.services].sort((a, b) => Number(suits(b)) - Number(suits(a)))
      : props.services.filter((one) => one.id === props.value),
  )
  return (
    <div class="stack stack-tight">
      <div class="row-between">
        <p class="field-label" id="service-label">
          {t('service')}
        </p>
        <Show when={chosen() && !open()}>
          <Button look="ghost" onClick={() => setOpen(true)}>
            {t('change')}
          </Button>
        </Show>
      </div>
      <ul class="card" aria-labelledby="service-label">
        <For each={rows()}>
          {(service, index) => (
            <li>
              <button
                type="button"
                class="list-row"
                aria-pressed={service.id === props.value}
                classList={{ 'is-first': index() === 0, 'is-faint': !suits(service) }}
                onClick={() => {
                  props.onPick(service.id)
                  setOpen(false)
                }}
              >
                <span class="row-text">
                  <b>{service.name}</b>
                  <span>
                    {f.duration(service.durationMinutes)}
                    <Show when={service.segments?.some((one) => one.kind === 'PROCESSING')}>
                      {' · '}
                      {t('service.waiting')}
                    </Show>
                    <Show when={!suits(service)}>
                      {' · '}
                      {t(performs(service) ? 'service.tooLong' : 'service.notPerformed')}
                    </Show>
                  </span>
                </span>
                <b class="small">{f.money(service.priceMinor, service.currency)}</b>
                <Show when={service.id === props.value}>
                  <Icon name="check" />
                </Show>
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
