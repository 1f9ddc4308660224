import '../../styles/customers.css'
import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { createTitle } from '../../shell/frame.tsx'
import { isWide } from '../../wide.ts'
import { CustomerDrawer } from './customer-drawer.tsx'
import { CustomerList } from './customer-list.tsx'
import { CustomerPage } from './customer-page.tsx'

/** The list of customers, with a detail beside it; an address with an id shows that customer's whole page. */
export function CustomersScreen() {
  const params = useParams<{ id?: string }>()
  return (
    <Show when={params.id} keyed fallback={<ListScreen />}>
      {(id) => <CustomerPage id={id} />}
    </Show>
  )
}

function ListScreen() {
  const { t } = useI18n()
  const { word } = useSession()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams<{ c?: string }>()
  createTitle(() => ({ title: word('customer', 'many') || t('customers') }))
  const open = (id: string) => (isWide() ? setParams({ c: id }) : navigate(`/customers/${id}`))
  return (
    <div class="customers" classList={{ 'has-drawer': isWide() && Boolean(params.c) }}>
      <CustomerList openedId={params.c} onOpen={open} />
      <Show when={isWide() && params.c} keyed>
        {(id) => <CustomerDrawer id={id} onClose={() => setParams({ c: undefined })} />}
      </Show>
    </div>
  )
}
