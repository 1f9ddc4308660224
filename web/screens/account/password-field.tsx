import { createSignal } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { useWords } from '../../i18n/i18n.tsx'
import { accountWords } from './words.ts'

/** A password that can be looked at: on a phone nobody types ten characters blindly. */
export function PasswordField(props: {
  label: string
  value: string
  onInput: (value: string) => void
  isNew?: boolean
  error?: string
}) {
  const say = useWords(accountWords)
  const [isShown, setShown] = createSignal(false)
  return (
    <div class="password-field">
      <TextField
        label={props.label}
        type={isShown() ? 'text' : 'password'}
        autocomplete={props.isNew ? 'new-password' : 'current-password'}
        autocapitalize="off"
        spellcheck={false}
        required
        hint={props.isNew ? say('passwordHint') : undefined}
        error={props.error}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <IconButton
        icon="eye"
        label={isShown() ? say('hide') : say('show')}
        aria-pressed={isShown()}
        onClick={() => setShown(!isShown())}
      />
    </div>
  )
}
