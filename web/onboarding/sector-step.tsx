import { For } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import type { DraftControl } from './draft.ts'
import type { SectorChoice } from './onboarding.graphql.ts'
import { words } from './words.ts'

/** Step 1: cards to choose from; the preview follows each choice. */
export function SectorStep(props: { control: DraftControl; sectors: readonly SectorChoice[] }) {
  const { f } = useI18n()
  const w = useWords(words)
  return (
    <fieldset class="setup-sectors">
      <legend class="only-read">{w('sector')}</legend>
      <For each={props.sectors}>
        {(sector) => (
          <label class="setup-sector">
            <input
              type="radio"
              name="sector"
              value={sector.key}
              checked={props.control.draft.sector === sector.key}
              onChange={() => props.control.chooseSector(sector.key)}
            />
            <span class="setup-sector-icon">
              <Icon name={sector.icon} />
            </span>
            <span>
              <b>{f.text(sector.title)}</b>
              <span class="meta text-2">{f.text(sector.hint)}</span>
            </span>
            <span class="setup-tick">
              <Icon name="check" />
            </span>
          </label>
        )}
      </For>
    </fieldset>
  )
}
