import { For, Show } from 'solid-js'
import { Avatar } from '../../components/avatar.tsx'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import type { CustomerRow } from '../../data/customers.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'

/** One customer in the list, under a letter where a new one begins. */
export function CustomerRowView(props: {
  customer: CustomerRow
  letter?: string
  isOpen: boolean
  onOpen: () => void
}) {
  const { f } = useI18n()
  return (
    // biome-ignore lint/a11y/useSemanticElements: the virtualizer puts boxes of its own between list and items.
    <div role="listitem">
      <Show when={props.letter}>
        <p class="list-letter" aria-hidden="true">
          {props.letter}
        </p>
      </Show>
      <button
        type="button"
        class="list-row customer-row"
        classList={{ 'is-chosen': props.isOpen }}
        onClick={() => props.onOpen()}
      >
        <Show
          when={props.customer.kind === 'COMPANY'}
          fallback={<Avatar name={props.customer.name} size="medium" />}
        >
          <span class="avatar is-medium" aria-hidden="true">
            <Icon name="building" />
          </span>
        </Show>
        <span class="row-text">
          <b>{props.customer.name}</b>
          <span>{f.phone(props.customer.phone) || props.customer.email || '–'}</span>
        </span>
        <span class="row on-desktop">
          <span class="meta cut customer-email">{props.customer.phone ? props.customer.email : ''}</span>
          <For each={(props.customer.tags ?? []).slice(0, 3)}>{(tag) => <Chip look="line">{tag}</Chip>}</For>
        </span>
        <Icon name="right" />
      </button>
    </div>
  )
}
