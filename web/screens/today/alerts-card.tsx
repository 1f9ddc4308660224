import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import { type Alert, alertsQuery } from '../../data/alerts.graphql.ts'
import { dayTypes } from '../../data/day.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'

/** Where the panel deals with an alert it knows; the server's own path for any other. */
const lists: Record<string, string> = {
  STALE_APPOINTMENTS: '/calendar?list=stale',
  APPOINTMENT_CONFLICTS: '/calendar?list=conflicts',
}
const placeOf = (alert: Alert) => lists[alert.key] ?? alert.path

/** What waits for somebody; nothing at all when nothing does. */
export function AlertsCard() {
  const { t, f } = useI18n()
  const query = createQuery(alertsQuery, () => ({}), { watch: dayTypes })
  const alerts = () => query.data()?.commandCenter.alerts ?? []
  return (
    <Show when={alerts().length > 0}>
      <section class="card" aria-label={t('alerts')}>
        <div class="card-head">
          <h2>
            {t('alerts')}{' '}
            <Chip look="warning">{f.number(alerts().reduce((sum, one) => sum + one.count, 0))}</Chip>
          </h2>
        </div>
        <For each={alerts()}>
          {(alert) => (
            <A class="list-row" href={placeOf(alert)}>
              <span class="icon-lead is-warning">
                <Icon name="alert" />
              </span>
              <span class="row-text">
                <b>{f.text(alert.title)}</b>
                <span>{t('alerts.count', { n: f.number(alert.count) })}</span>
              </span>
              <Icon name="right" />
            </A>
          )}
        </For>
      </section>
    </Show>
  )
}
