import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { TextArea } from '../../components/field.tsx'
import { Icon } from '../../components/icon.tsx'
import { toast } from '../../components/toast.tsx'
import { mutate } from '../../data/client.ts'
import { addNoteMutation, type CustomerDetail, dropNoteMutation } from '../../data/customers.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'

const channelIcons: Record<string, string> = {
  SMS: 'sms',
  EMAIL: 'mail',
  WHATSAPP: 'whatsapp',
  CALL: 'phone',
  PUSH: 'bell',
}

/** What the person agreed to, per channel and purpose: the newest word counts. */
export function ConsentCard(props: { customer: CustomerDetail }) {
  const { t, f } = useI18n()
  const consents = createMemo(() => {
    const newest = new Map<string, CustomerDetail['consents']['nodes'][number]>()
    for (const one of [...props.customer.consents.nodes].sort((a, b) => a.at.localeCompare(b.at)))
      newest.set(`${one.purpose} ${one.channel}`, one)
    return [...newest.values()]
  })
  return (
    <section class="card" aria-label={t('consents')}>
      <div class="card-head">
        <h2>{t('consents')}</h2>
      </div>
      <Show
        when={consents().length > 0}
        fallback={<p class="card-body small text-2">{t('consents.none')}</p>}
      >
        <For each={consents()}>
          {(one, index) => (
            <div class="list-row" classList={{ 'is-first': index() === 0 }}>
              <Icon name={channelIcons[one.channel] ?? 'shield'} />
              <span class="row-text">
                <b>
                  {t(`purpose.${one.purpose as 'MARKETING'}`)}: {t(`channel.${one.channel as 'SMS'}`)}
                </b>
                <span>
                  {[
                    one.source && t(`consentSource.${one.source.toUpperCase() as 'IMPORT'}`),
                    f.date(one.at, 'numeric'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Show
                when={one.status === 'GRANTED'}
                fallback={<Chip icon="close">{t('consent.REFUSED')}</Chip>}
              >
                <Chip look="good" icon="check">
                  {t('consent.GRANTED')}
                </Chip>
              </Show>
            </div>
          )}
        </For>
      </Show>
    </section>
  )
}

/** Contact and identity facts. */
export function DetailsCard(props: { customer: CustomerDetail }) {
  const { t, f } = useI18n()
  const facts = () =>
    [
      [t('phone'), f.phone(props.customer.phone)],
      [
        t('customer.otherPhones'),
        (props.customer.otherPhones ?? []).map((phone) => f.phone(phone)).join(', '),
      ],
      [t('email'), props.customer.email],
      [t('customer.otherEmails'), (props.customer.otherEmails ?? []).join(', ')],
      [t('customer.birthday'), props.customer.birthday && f.day(props.customer.birthday, 'medium')],
      [t('customer.taxNumber'), props.customer.taxNumber],
      [t('customer.source'), props.customer.source && t(`source.${props.customer.source as 'IMPORT'}`)],
      [
        t('customer.registeredOn'),
        props.customer.registeredOn && f.day(props.customer.registeredOn, 'medium'),
      ],
    ].filter(([, value]) => value) as [string, string][]
  return (
    <section class="card" aria-label={t('details')}>
      <div class="card-head">
        <h2>{t('details')}</h2>
      </div>
      <dl class="card-body data-list">
        <For each={facts()}>
          {([label, value]) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}

/** Writing a note. What is typed survives a reload and a tap elsewhere. */
export function NoteForm(props: { customerId: string; onDone: () => void }) {
  const { t } = useI18n()
  const storageKey = `lonca.note.${props.customerId}`
  const [body, setBody] = createSignal(sessionStorage.getItem(storageKey) ?? '')
  const [problem, setProblem] = createSignal<string>()
  const keep = (text: string) => {
    setBody(text)
    sessionStorage.setItem(storageKey, text)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const { data, error } = await mutate(addNoteMutation, {
      input: { customerId: props.customerId, body: body().trim() },
    })
    const made = data?.createCustomerNote.customerNote
    if (!made)
      return setProblem(data?.createCustomerNote.userErrors[0]?.message ?? (error && t('error.other')))
    sessionStorage.removeItem(storageKey)
    toast(t('did.note'), {
      icon: 'note',
      undo: () => void mutate(dropNoteMutation, { input: { id: made.id, version: made.version } }),
    })
    props.onDone()
  }
  return (
    <form class="card note-form" onSubmit={submit}>
      <TextArea
        label={t('note')}
        value={body()}
        error={problem()}
        autofocus
        onInput={(event) => keep(event.currentTarget.value)}
      />
      <div class="row">
        <Button look="ghost" onClick={() => props.onDone()}>
          {t('close')}
        </Button>
        <Button type="submit" look="primary" class="grow" disabled={!body().trim()}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
