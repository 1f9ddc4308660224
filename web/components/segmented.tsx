import { For } from 'solid-js'

/** A few views of the same thing, one pressed. */
export function Segmented<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onPick: (value: Value) => void
}) {
  return (
    <fieldset class="segmented" aria-label={props.label}>
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            aria-pressed={option.value === props.value}
            onClick={() => props.onPick(option.value)}
          >
            {option.label}
          </button>
        )}
      </For>
    </fieldset>
  )
}
