import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { WindowVirtualizer } from 'virtua/solid'
import { now } from '../../clock.ts'
import { SearchField } from '../../components/field.tsx'
import { Empty, Failure, Skeleton } from '../../components/states.tsx'
import { createCustomerPages } from '../../data/customer-pages.ts'
import { customerFilter } from '../../data/customer-search.ts'
import type { Filter } from '../../data/customers.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { addDays, zoned } from '../../i18n/zone.ts'
import { useSession } from '../../session.tsx'
import { CustomerRowView } from './customer-row.tsx'

type Chosen = 'all' | 'new' | 'company' | 'web' | 'walkIn'

/** Everyone in Turkish order, drawn only as far as one looks, found by name, phone or e-mail. */
export function CustomerList(props: { openedId?: string; onOpen: (id: string) => void }) {
  const { t, f } = useI18n()
  const { viewer, word } = useSession()
  const [text, setText] = createSignal('')
  const [asked, setAsked] = createSignal('')
  const [chosen, setChosen] = createSignal<Chosen>('all')
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const filters: Record<Chosen, () => Filter | undefined> = {
    all: () => undefined,
    new: () => ({ registeredOn: { gte: addDays(zoned(now(), viewer.tenant.timeZone).day, -30) } }),
    company: () => ({ kind: { eq: 'COMPANY' } }),
    web: () => ({ source: { eq: 'WEB' } }),
    walkIn: () => ({ source: { in: ['WALK_IN', 'PHONE'] } }),
  }
  const filter = createMemo<Filter | null>(
    () => {
      const parts = [customerFilter(asked()), filters[chosen()]()].filter(Boolean) as Filter[]
      return parts.length > 1 ? { and: parts } : (parts[0] ?? null)
    },
    null,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  )
  const pages = createCustomerPages(filter)
  createEffect(on(filter, () => scrollTo({ top: 0 }), { defer: true }))

  const letterOf = (name: string) => f.upper(name.trim().charAt(0))
  const opensLetter = (index: number) => {
    const [before, here] = [pages.rows()[index - 1], pages.rows()[index]]
    if (!here || asked()) return undefined
    return !before || letterOf(before.name) !== letterOf(here.name) ? letterOf(here.name) : undefined
  }
  // The next page is asked for well before the end comes into view.
  const watchEnd = (sentinel: HTMLElement) => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && pages.more(), {
      rootMargin: '1500px',
    })
    observer.observe(sentinel)
    onCleanup(() => observer.disconnect())
  }
  return (
    <>
      <div class="customers-tools">
        <SearchField
          label={t('find.customer', { customer: word('customer') })}
          value={text()}
          onInput={(value) => {
            setText(value)
            clearTimeout(timer)
            timer = setTimeout(() => setAsked(value), 120)
          }}
        />
        <fieldset class="chips-scroll" aria-label={t('filter')}>
          <For each={Object.keys(filters) as Chosen[]}>
            {(name) => (
              <button
                type="button"
                class="pick"
                aria-pressed={chosen() === name}
                onClick={() => setChosen(name)}
              >
                {t(`customers.filter.${name}`)}
                <Show when={chosen() === name && pages.total() !== undefined}>
                  <b>{f.number(pages.total() ?? 0)}</b>
                </Show>
              </button>
            )}
          </For>
        </fieldset>
      </div>
      <Show when={pages.error()}>{(error) => <Failure error={error()} onRetry={pages.refetch} />}</Show>
      <Show when={!pages.waiting() || pages.rows().length > 0} fallback={<Skeleton rows={9} />}>
        <Show
          when={pages.rows().length > 0}
          fallback={
            // Without an answer nobody knows whether there are any.
            <Show when={!pages.error()}>
              <Empty icon="users">{t(asked() ? 'customers.none' : 'customers.empty')}</Empty>
            </Show>
          }
        >
          {/* biome-ignore lint/a11y/useSemanticElements: the virtualizer puts boxes of its own between list and items. */}
          <div class="customer-list" role="list" aria-label={word('customer', 'many')}>
            <WindowVirtualizer data={pages.rows()} itemSize={64} bufferSize={600}>
              {(customer, index) => (
                <CustomerRowView
                  customer={customer}
                  letter={opensLetter(index())}
                  isOpen={customer.id === props.openedId}
                  onOpen={() => props.onOpen(customer.id)}
                />
              )}
            </WindowVirtualizer>
          </div>
          <Show when={pages.rows().length} keyed>
            <div ref={watchEnd} />
          </Show>
        </Show>
      </Show>
    </>
  )
}
