import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

interface Around {
  label: string
  hint?: string
  error?: string
}

function FieldFrame(props: Around & { id: string; children: JSX.Element }) {
  return (
    <div class="field">
      <label class="field-label" for={props.id}>
        {props.label}
      </label>
      {props.children}
      <Show
        when={props.error}
        fallback={<Show when={props.hint}>{(hint) => <p class="field-hint">{hint()}</p>}</Show>}
      >
        {(error) => (
          <p class="field-error" id={`${props.id}-error`} role="alert">
            <Icon name="alert" />
            {error()}
          </p>
        )}
      </Show>
    </div>
  )
}

/** A labelled input, 16 px on phones so that they do not zoom. */
export function TextField(props: Around & JSX.InputHTMLAttributes<HTMLInputElement>) {
  const [around, rest] = splitProps(props, ['label', 'hint', 'error'])
  const id = createUniqueId()
  return (
    <FieldFrame {...around} id={id}>
      <input
        id={id}
        class="input"
        aria-invalid={around.error ? 'true' : undefined}
        aria-describedby={around.error ? `${id}-error` : undefined}
        {...rest}
      />
    </FieldFrame>
  )
}

export function TextArea(props: Around & JSX.TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const [around, rest] = splitProps(props, ['label', 'hint', 'error'])
  const id = createUniqueId()
  return (
    <FieldFrame {...around} id={id}>
      <textarea id={id} class="input" rows={3} {...rest} />
    </FieldFrame>
  )
}

/** A labelled choice; the platform's own picker, which phones do best. */
export function SelectField(props: Around & JSX.SelectHTMLAttributes<HTMLSelectElement>) {
  const [around, rest] = splitProps(props, ['label', 'hint', 'error', 'children'])
  const id = createUniqueId()
  return (
    <FieldFrame {...around} id={id}>
      <select id={id} class="input" {...rest}>
        {props.children}
      </select>
    </FieldFrame>
  )
}

/** Search as you type, with a cross that empties it. */
export function SearchField(props: {
  label: string
  value: string
  onInput: (text: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  ref?: (input: HTMLInputElement) => void
  autofocus?: boolean
  controls?: string
}) {
  const { t } = useI18n()
  let input!: HTMLInputElement
  return (
    <span class="search-field">
      <Icon name="search" />
      <input
        ref={(element) => {
          input = element
          props.ref?.(element)
        }}
        class="input"
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={props.label}
        aria-label={props.label}
        aria-controls={props.controls}
        autofocus={props.autofocus}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
      />
      <Show when={props.value}>
        <IconButton
          icon="close"
          label={t('clear')}
          onClick={() => {
            props.onInput('')
            input.focus()
          }}
        />
      </Show>
    </span>
  )
}
