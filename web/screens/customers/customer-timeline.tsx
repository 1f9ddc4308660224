import { createMemo, createSignal, For, Show } from 'solid-js'
import { statusLooks } from '../../components/appointment-status.ts'
import { Icon } from '../../components/icon.tsx'
import { Empty } from '../../components/states.tsx'
import type { CustomerDetail } from '../../data/customers.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'

type Sort = 'all' | 'visits' | 'money' | 'notes'

interface Entry {
  key: string
  sort: Exclude<Sort, 'all'>
  at: string
  icon: string
  title: string
  strong?: string
  meta: string
}

/** What happened with a customer, newest first: visits, money, notes; each can be looked at alone. */
export function CustomerTimeline(props: { customer: CustomerDetail; only?: Sort }) {
  const { t, f } = useI18n()
  const [sort, setSort] = createSignal<Sort>('all')
  const entries = createMemo<Entry[]>(() => {
    const visits = (props.customer.appointments?.nodes ?? []).map(
      (one): Entry => ({
        key: one.id,
        sort: 'visits',
        at: one.startsAt,
        icon: statusLooks[one.status].icon,
        strong: t(statusLooks[one.status].word),
        title: one.service?.name ?? t('appointment'),
        meta: [f.date(one.startsAt, 'medium'), f.time(one.startsAt), one.staff?.name]
          .filter(Boolean)
          .join(' · '),
      }),
    )
    const money = (props.customer.revenueEvents?.nodes ?? []).map(
      (one): Entry => ({
        key: one.id,
        sort: 'money',
        at: one.occurredAt,
        icon: one.kind === 'REVERSAL' ? 'undo' : 'coins',
        strong: f.money(Number(one.grossMinor) - Number(one.discountMinor), one.currency),
        title: t(one.kind === 'REVERSAL' ? 'money.reversal' : 'money.payment'),
        meta: [
          f.date(one.occurredAt, 'medium'),
          one.method && t(`method.${one.method as 'CASH'}`),
          one.service?.name,
        ]
          .filter(Boolean)
          .join(' · '),
      }),
    )
    const notes = props.customer.notes.nodes.map(
      (one): Entry => ({
        key: one.id,
        sort: 'notes',
        at: one.createdAt,
        icon: 'note',
        title: one.body,
        meta: f.date(one.createdAt, 'medium'),
      }),
    )
    return [...visits, ...money, ...notes].sort((a, b) => b.at.localeCompare(a.at))
  })
  const wanted = () => props.only ?? sort()
  const shown = () => entries().filter((entry) => wanted() === 'all' || entry.sort === wanted())
  return (
    <section class="card" aria-label={t('timeline')}>
      <div class="card-head">
        <h2>{t(props.only === 'money' ? 'money' : 'timeline')}</h2>
      </div>
      <div class="card-body">
        <Show when={!props.only}>
          <fieldset class="row row-wrap timeline-filter" aria-label={t('filter')}>
            <For each={['all', 'visits', 'money', 'notes'] as Sort[]}>
              {(name) => (
                <button
                  type="button"
                  class="pick"
                  aria-pressed={sort() === name}
                  onClick={() => setSort(name)}
                >
                  {t(`timeline.${name}`)}
                </button>
              )}
            </For>
          </fieldset>
        </Show>
        <Show when={shown().length > 0} fallback={<Empty icon="history">{t('timeline.empty')}</Empty>}>
          <ol class="timeline">
            <For each={shown()}>
              {(entry) => (
                <li>
                  <span class="timeline-icon">
                    <Icon name={entry.icon} />
                  </span>
                  <div>
                    <p class="prose">
                      <Show when={entry.strong}>
                        <b>{entry.strong}</b>
                        {' · '}
                      </Show>
                      {entry.title}
                    </p>
                    <p class="meta">{entry.meta}</p>
                  </div>
                </li>
              )}
            </For>
          </ol>
        </Show>
      </div>
    </section>
  )
}
