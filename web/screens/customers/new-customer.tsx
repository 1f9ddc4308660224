import { useNavigate } from '@solidjs/router'
import { Surface } from '../../components/surface.tsx'
import { useI18n } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { CustomerForm } from './customer-form.tsx'

/** The form of a new customer as a task of its own; it ends on the new page. */
export function NewCustomer(props: { onClose: () => void }) {
  const { t } = useI18n()
  const { word } = useSession()
  const navigate = useNavigate()
  return (
    <Surface title={t('add.customer', { customer: word('customer') })} onClose={props.onClose} task>
      <CustomerForm
        onDone={(customer) => {
          props.onClose()
          navigate(`/customers/${customer.id}`)
        }}
      />
    </Surface>
  )
}
