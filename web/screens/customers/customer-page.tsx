import { useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Attachments } from '../../attachments/attachments.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import type { CustomerDetail } from '../../data/customers.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { isWide } from '../../wide.ts'
import { Widgets } from '../../widgets/widgets.tsx'
import { CustomerWork } from '../tasks/customer-work.tsx'
import { ConsentCard, DetailsCard, NoteForm } from './customer-cards.tsx'
import { createCustomer } from './customer-data.ts'
import { CustomerFacts, CustomerIdentity, CustomerQuickActions } from './customer-header.tsx'
import { CustomerTimeline } from './customer-timeline.tsx'

/** The whole customer: who, how it stands, the sector's own records, what happened, what was agreed. */
export function CustomerPage(props: { id: string }) {
  const { t, f } = useI18n()
  const { word } = useSession()
  const navigate = useNavigate()
  const { query, customer } = createCustomer(() => props.id)
  createTitle(() => ({
    title: isWide() ? word('customer', 'many') : (customer()?.name ?? word('customer')),
    subtitle: isWide()
      ? undefined
      : [
          f.phone(customer()?.phone),
          customer() && t('customer.visitCount', { n: customer()?.visits?.totalCount ?? 0 }),
        ]
          .filter(Boolean)
          .join(' · '),
    back: () => navigate('/customers'),
  }))
  return (
    <Answered query={query} rows={9}>
      {() => (
        <Show when={customer()} fallback={<Empty icon="users">{t('customer.missing')}</Empty>}>
          {(found) => (
            <Show when={isWide()} fallback={<PhonePage customer={found()} />}>
              <WidePage customer={found()} />
            </Show>
          )}
        </Show>
      )}
    </Answered>
  )
}

function WidePage(props: { customer: CustomerDetail }) {
  const { screen } = useSession()
  const [noting, setNoting] = createSignal(false)
  const widgets = () => screen('customer')?.widgets ?? []
  const main = () => widgets().filter((widget) => widget.options?.column !== 'side')
  const side = () => widgets().filter((widget) => widget.options?.column === 'side')
  return (
    <div class="stack">
      <div class="customer-top">
        <CustomerIdentity customer={props.customer} />
        <CustomerQuickActions customer={props.customer} onNote={() => setNoting(true)} compact />
      </div>
      <Show when={noting()}>
        <NoteForm customerId={props.customer.id} onDone={() => setNoting(false)} />
      </Show>
      <CustomerFacts customer={props.customer} />
      <div class="customer-columns">
        <div class="stack">
          <Show when={main().length > 0} fallback={<CustomerTimeline customer={props.customer} />}>
            <Widgets widgets={main()} place={{ customerId: props.customer.id }} />
          </Show>
        </div>
        <div class="stack">
          <CustomerWork customerId={props.customer.id} />
          <Widgets widgets={side()} place={{ customerId: props.customer.id }} />
          <Show when={main().length > 0}>
            <CustomerTimeline customer={props.customer} />
          </Show>
          <Attachments recordType="Customer" recordId={props.customer.id} />
          <ConsentCard customer={props.customer} />
          <DetailsCard customer={props.customer} />
        </div>
      </div>
    </div>
  )
}

type Tab = 'record' | 'timeline' | 'details' | 'money'

function PhonePage(props: { customer: CustomerDetail }) {
  const { t, f } = useI18n()
  const { screen } = useSession()
  const widgets = () => screen('customer')?.widgets ?? []
  const [noting, setNoting] = createSignal(false)
  const [tab, setTab] = createSignal<Tab>(widgets().length > 0 ? 'record' : 'timeline')
  const tabs = () =>
    [
      ...(widgets().length > 0
        ? [{ value: 'record' as const, label: f.text(widgets()[0]?.title) || t('tab.record') }]
        : []),
      { value: 'timeline' as const, label: t('timeline') },
      { value: 'details' as const, label: t('details') },
      { value: 'money' as const, label: t('money') },
    ] satisfies { value: Tab; label: string }[]
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const at = tabs().findIndex((one) => one.value === tab())
    const next = tabs()[(at + step + tabs().length) % tabs().length]
    if (next) setTab(next.value)
    ;(event.currentTarget as HTMLElement).querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }
  return (
    <div class="stack">
      <CustomerQuickActions customer={props.customer} onNote={() => setNoting(true)} />
      <Show when={noting()}>
        <NoteForm customerId={props.customer.id} onDone={() => setNoting(false)} />
      </Show>
      <div class="tabs" role="tablist" aria-label={props.customer.name} onKeyDown={onKey}>
        <For each={tabs()}>
          {(one) => (
            <button
              type="button"
              role="tab"
              id={`tab-${one.value}`}
              aria-controls="tab-panel"
              aria-selected={tab() === one.value}
              tabindex={tab() === one.value ? 0 : -1}
              onClick={() => setTab(one.value)}
            >
              {one.label}
            </button>
          )}
        </For>
      </div>
      <div class="stack" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab()}`}>
        <Show when={tab() === 'record'}>
          <Widgets widgets={widgets()} place={{ customerId: props.customer.id }} />
        </Show>
        <Show when={tab() === 'timeline'}>
          <CustomerFacts customer={props.customer} />
          <CustomerWork customerId={props.customer.id} />
          <CustomerTimeline customer={props.customer} />
        </Show>
        <Show when={tab() === 'details'}>
          <DetailsCard customer={props.customer} />
          <Attachments recordType="Customer" recordId={props.customer.id} />
          <ConsentCard customer={props.customer} />
        </Show>
        <Show when={tab() === 'money'}>
          <CustomerFacts customer={props.customer} />
          <CustomerTimeline customer={props.customer} only="money" />
        </Show>
      </div>
    </div>
  )
}
