import { For, Show } from 'solid-js'
import { now } from '../../clock.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import type { CustomerDetail } from '../../data/customers.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { zoned } from '../../i18n/zone.ts'
import { useSession } from '../../session.tsx'
import { useFrame } from '../../shell/frame.tsx'
import { ageOn, factsOf } from './customer-data.ts'

/** Who it is: name, phone, age and number, tags. */
export function CustomerIdentity(props: { customer: CustomerDetail }) {
  const { t, f } = useI18n()
  const { viewer, word } = useSession()
  const facts = () =>
    [
      f.phone(props.customer.phone),
      props.customer.birthday &&
        t('customer.age', { n: ageOn(props.customer.birthday, zoned(now(), viewer.tenant.timeZone).day) }),
      props.customer.externalRef &&
        t('customer.ref', { customer: word('customer'), ref: props.customer.externalRef }),
    ].filter(Boolean)
  return (
    <div class="customer-identity">
      <Avatar name={props.customer.name} size="large" />
      <div class="grow">
        <h2>{props.customer.name}</h2>
        <p class="row row-wrap text-2">
          {facts().join(' · ')}
          <For each={props.customer.tags ?? []}>
            {(tag) => (
              <Chip look="line" icon="tag">
                {tag}
              </Chip>
            )}
          </For>
        </p>
      </div>
    </div>
  )
}

/** Call, write, book, note: what one does with a person, in one touch. */
export function CustomerQuickActions(props: {
  customer: CustomerDetail
  onNote: () => void
  compact?: boolean
}) {
  const { t } = useI18n()
  const frame = useFrame()
  const book = () =>
    frame.book({
      customer: { id: props.customer.id, name: props.customer.name, phone: props.customer.phone },
    })
  return (
    <div class={props.compact ? 'row' : 'quick-actions'}>
      <Show when={props.customer.phone}>
        {(phone) => (
          <>
            <a class={props.compact ? 'button' : undefined} href={`tel:${phone()}`}>
              <Icon name="phone" />
              {t('call')}
            </a>
            <a
              class={props.compact ? 'button' : undefined}
              href={`https://wa.me/${phone().slice(1)}`}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="whatsapp" />
              WhatsApp
            </a>
          </>
        )}
      </Show>
      <Show when={!props.customer.phone && props.customer.email}>
        {(email) => (
          <a class={props.compact ? 'button' : undefined} href={`mailto:${email()}`}>
            <Icon name="mail" />
            {t('email')}
          </a>
        )}
      </Show>
      <button type="button" class={props.compact ? 'button' : undefined} onClick={() => props.onNote()}>
        <Icon name="note" />
        {t('note')}
      </button>
      <button type="button" class={props.compact ? 'button is-primary' : undefined} onClick={book}>
        <Icon name="calendar" />
        {t('book.give')}
      </button>
    </div>
  )
}

/** The few numbers that tell how the relation stands. */
export function CustomerFacts(props: { customer: CustomerDetail }) {
  const { t, f } = useI18n()
  const facts = () => factsOf(props.customer)
  const Fact = (fact: { label: string; value: string; bad?: boolean }) => (
    <div>
      <dt class="meta">{fact.label}</dt>
      <dd classList={{ 'is-bad': fact.bad }}>{fact.value}</dd>
    </div>
  )
  return (
    <dl class="fact-line">
      <Show when={facts().money}>
        {(money) => (
          <Fact
            label={t(money().isComplete ? 'customer.paid' : 'customer.paidLast')}
            value={f.money(money().paidMinor, money().currency)}
          />
        )}
      </Show>
      <Show when={facts().visits}>
        {(visits) => (
          <>
            <Fact label={t('customer.visits')} value={f.number(visits().count)} />
            <Fact
              label={t('customer.last')}
              value={visits().last ? f.date(visits().last?.startsAt ?? '', 'medium') : '–'}
            />
            <Fact
              label={t('customer.next')}
              value={visits().next ? f.dateTime(visits().next?.startsAt ?? '') : '–'}
            />
            <Fact
              label={t('customer.noShows')}
              value={f.number(visits().noShows)}
              bad={visits().noShows > 1}
            />
          </>
        )}
      </Show>
    </dl>
  )
}
