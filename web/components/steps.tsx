import { For } from 'solid-js'

/** Where a piece of work stands among its steps. `waiting` marks the current one as held up by someone else. */
export function Steps(props: {
  count: number
  at: number
  waiting?: boolean
  label: string
  width?: string
}) {
  return (
    <span class="steps" role="img" aria-label={props.label} style={{ width: props.width }}>
      <For each={Array.from({ length: props.count }, (_, index) => index)}>
        {(index) => (
          <i
            classList={{
              'is-done': index < props.at,
              'is-current': index === props.at && !props.waiting,
              'is-waiting': index === props.at && props.waiting,
            }}
          />
        )}
      </For>
    </span>
  )
}
