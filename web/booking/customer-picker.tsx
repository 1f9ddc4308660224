import { createMemo, createSignal, For, Show } from 'solid-js'
import { now } from '../clock.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { SearchField } from '../components/field.tsx'
import { Empty } from '../components/states.tsx'
import { createCustomerSearch } from '../data/customer-search.ts'
import { type CustomerRow, recentCustomersQuery } from '../data/customers.graphql.ts'
import { createQuery } from '../data/query.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { CustomerForm } from '../screens/customers/customer-form.tsx'
import { useSession } from '../session.tsx'

export interface BookedCustomer {
  id: string
  name: string
  phone: string | null
}

/** For whom: the people seen last at once, anyone by name or phone, and a new one without leaving. */
export function CustomerPicker(props: { onPick: (customer: BookedCustomer) => void }) {
  const { t, f } = useI18n()
  const { word } = useSession()
  const search = createCustomerSearch(12)
  const [making, setMaking] = createSignal(false)
  const asOf = now().toISOString()
  const recent = createQuery(recentCustomersQuery, () => ({ before: asOf }))
  const lately = createMemo(() => {
    const seen = new Map<string, CustomerRow>()
    for (const { customer } of recent.data()?.appointments.nodes ?? [])
      if (customer && seen.size < 8) seen.set(customer.id, customer)
    return [...seen.values()]
  })
  const rows = () => (search.asked() ? search.customers() : lately())
  const pickFirst = (event: KeyboardEvent) => {
    const first = rows()[0]
    if (event.key !== 'Enter' || !first) return
    event.preventDefault()
    props.onPick(first)
  }
  return (
    <Show
      when={!making()}
      fallback={
        <CustomerForm
          start={search.text()}
          onDone={(customer) => props.onPick(customer)}
          onBack={() => setMaking(false)}
        />
      }
    >
      <SearchField
        label={t('find.customer', { customer: word('customer') })}
        value={search.text()}
        autofocus
        onInput={search.setText}
        onKeyDown={pickFirst}
      />
      <p class="field-label">{search.asked() ? t('found') : t('customers.recent')}</p>
      <Show
        when={rows().length > 0}
        fallback={
          <Show when={search.asked() && !search.waiting()}>
            <Empty icon="users">{t('customers.none')}</Empty>
          </Show>
        }
      >
        <ul class="card">
          <For each={rows()}>
            {(customer, index) => (
              <li>
                <button
                  type="button"
                  class="list-row"
                  classList={{ 'is-first': index() === 0 }}
                  onClick={() => props.onPick(customer)}
                >
                  <Avatar name={customer.name} />
                  <span class="row-text">
                    <b>{customer.name}</b>
                    <span>{f.phone(customer.phone)}</span>
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Button icon="plus" look="soft" onClick={() => setMaking(true)}>
        {t('add.customer', { customer: word('customer') })}
      </Button>
    </Show>
  )
}
