import { For } from 'solid-js'
import { IconButton } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import type { DraftControl } from './draft.ts'
import type { HoursChoice, ResourceType } from './onboarding.graphql.ts'
import { words } from './words.ts'

const most = 50

/** Step 3: one of three weeks, and how many of each thing there are. */
export function PlaceStep(props: { control: DraftControl; hours: readonly HoursChoice[] }) {
  const { f } = useI18n()
  const w = useWords(words)
  const { control } = props
  return (
    <div class="stack">
      <fieldset class="setup-sectors">
        <legend class="field-label">{w('hours')}</legend>
        <For each={props.hours}>
          {(preset) => (
            <label class="setup-sector is-plain">
              <input
                type="radio"
                name="hours"
                value={preset.key}
                checked={control.draft.hours === preset.key}
                onChange={() => control.setDraft('hours', preset.key)}
              />
              <span>
                <b>{f.text(preset.title)}</b>
                <span class="meta text-2 tabular">
                  {preset.opensAt.slice(0, 5)}–{preset.closesAt.slice(0, 5)}
                </span>
              </span>
              <span class="setup-tick">
                <Icon name="check" />
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <div>
        <p class="field-label">{w('resources')}</p>
        <ul class="card setup-counts">
          <For each={control.chosen().resourceTypes}>{(type) => <Count type={type} control={control} />}</For>
        </ul>
      </div>
    </div>
  )
}

function Count(props: { type: ResourceType; control: DraftControl }) {
  const { f } = useI18n()
  const w = useWords(words)
  const count = () => props.control.draft.resources.find(({ type }) => type === props.type.key)?.count ?? 0
  const change = (by: number) =>
    props.control.setDraft(
      'resources',
      (one) => one.type === props.type.key,
      'count',
      (known) => Math.min(Math.max(known + by, 0), most),
    )
  const what = () => f.text(props.type.title)
  return (
    <li class="setup-count">
      <Icon name={props.type.icon} />
      <b class="grow">{what()}</b>
      <IconButton
        icon="minus"
        label={w('less', { what: what() })}
        disabled={count() === 0}
        onClick={() => change(-1)}
      />
      <output class="tabular" aria-label={what()}>
        {count()}
      </output>
      <IconButton
        icon="plus"
        label={w('more', { what: what() })}
        disabled={count() === most}
        onClick={() => change(1)}
      />
    </li>
  )
}
