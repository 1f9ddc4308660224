import { For, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import type { DraftControl } from './draft.ts'
import type { OfferedService } from './onboarding.graphql.ts'
import { words } from './words.ts'

/** Step 4: the sector's list, ticked; whoever agrees only presses the button. */
export function ServicesStep(props: { control: DraftControl }) {
  const { control } = props
  return (
    <div class="stack">
      <ul class="card setup-services">
        <For each={control.chosen().services}>
          {(service) => <ServiceLine service={service} control={control} />}
        </For>
      </ul>
      <Show when={control.problem('services')}>
        {(problem) => (
          <p class="field-error" role="alert">
            <Icon name="alert" />
            {problem()}
          </p>
        )}
      </Show>
    </div>
  )
}

function ServiceLine(props: { service: OfferedService; control: DraftControl }) {
  const { f } = useI18n()
  const w = useWords(words)
  const { control } = props
  const answer = () => control.draft.services.find(({ key }) => key === props.service.key)
  const name = () => f.text(props.service.name)
  return (
    <li class="setup-service">
      <label>
        <input
          type="checkbox"
          checked={answer()?.offered ?? false}
          onChange={(event) => {
            control.forgive()
            control.setDraft(
              'services',
              (one) => one.key === props.service.key,
              'offered',
              event.currentTarget.checked,
            )
          }}
        />
        <span>
          <b>{name()}</b>
          <span class="meta text-2">
            {f.text(props.service.category)} · {w('minutes', { n: props.service.durationMinutes })}
          </span>
        </span>
      </label>
      <span class="setup-price">
        <span aria-hidden="true">₺</span>
        <input
          class="input tabular"
          inputmode="decimal"
          placeholder="—"
          aria-label={w('price', { what: name() })}
          disabled={!answer()?.offered}
          value={answer()?.price ?? ''}
          onInput={(event) => {
            control.forgive()
            control.setDraft(
              'services',
              (one) => one.key === props.service.key,
              'price',
              event.currentTarget.value,
            )
          }}
        />
      </span>
    </li>
  )
}
