import { A } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { Avatar } from '../../components/avatar.tsx'
import { Icon } from '../../components/icon.tsx'
import { Answered, Empty } from '../../components/states.tsx'
import { Surface } from '../../components/surface.tsx'
import { useI18n } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { Widgets } from '../../widgets/widgets.tsx'
import { ConsentCard, NoteForm } from './customer-cards.tsx'
import { createCustomer } from './customer-data.ts'
import { CustomerFacts, CustomerQuickActions } from './customer-header.tsx'
import { CustomerTimeline } from './customer-timeline.tsx'

/** A customer beside the list: enough to answer the phone with, and the way to the whole page. */
export function CustomerDrawer(props: { id: string; onClose: () => void }) {
  const { t, f } = useI18n()
  const { screen, word } = useSession()
  const { query, customer } = createCustomer(() => props.id)
  const [noting, setNoting] = createSignal(false)
  const light = () => (screen('customer')?.widgets ?? []).filter((widget) => widget.kind !== 'COMPONENT')
  return (
    <Surface
      title={customer()?.name ?? '…'}
      subtitle={f.phone(customer()?.phone) || customer()?.email || undefined}
      lead={<Avatar name={customer()?.name ?? '?'} size="medium" />}
      onClose={props.onClose}
      foot={
        <A class="button is-wide" href={`/customers/${props.id}`}>
          <Icon name="user" />
          {t('customer.page', { customer: word('customer') })}
        </A>
      }
    >
      <Answered query={query} rows={7}>
        {() => (
          <Show when={customer()} fallback={<Empty icon="users">{t('customer.missing')}</Empty>}>
            {(found) => (
              <>
                <CustomerQuickActions customer={found()} onNote={() => setNoting(true)} />
                <Show when={noting()}>
                  <NoteForm customerId={found().id} onDone={() => setNoting(false)} />
                </Show>
                <CustomerFacts customer={found()} />
                <Widgets widgets={light()} place={{ customerId: found().id }} />
                <ConsentCard customer={found()} />
                <CustomerTimeline customer={found()} />
              </>
            )}
          </Show>
        )}
      </Answered>
    </Surface>
  )
}
