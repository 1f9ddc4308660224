import { TextField } from '../components/field.tsx'
import { useWords } from '../i18n/i18n.tsx'
import type { DraftControl } from './draft.ts'
import { words } from './words.ts'

/** Step 2: what the business is called and how it is reached. */
export function BusinessStep(props: { control: DraftControl }) {
  const w = useWords(words)
  const { control } = props
  return (
    <div class="stack">
      <TextField
        label={w('name')}
        name="organization"
        autocomplete="organization"
        maxlength={120}
        required
        value={control.draft.name}
        error={control.problem('name')}
        onInput={(event) => control.setDraft('name', event.currentTarget.value)}
      />
      <TextField
        label={w('phone')}
        name="tel"
        type="tel"
        inputmode="tel"
        autocomplete="tel"
        required
        hint={w('phoneHint')}
        value={control.draft.phone}
        error={control.problem('phone')}
        onInput={(event) => control.setDraft('phone', event.currentTarget.value)}
      />
    </div>
  )
}
