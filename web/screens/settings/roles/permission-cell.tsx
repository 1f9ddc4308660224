import { Show } from 'solid-js'
import { Icon } from '../../../components/icon.tsx'
import type { Reach } from './roles.graphql.ts'

const icons = { ALL: 'check', TEAM: 'users', OWN: 'user' } as const

/** How far a role reaches, as a button that turns to the next possibility. Shape and icon say it, not colour alone. */
export function PermissionCell(props: {
  reach: Reach
  locked: boolean
  disabled: boolean
  changed: boolean
  label: string
  onTurn: () => void
}) {
  const icon = () => (props.locked ? 'lock' : props.reach === 'NONE' ? undefined : icons[props.reach])
  return (
    <button
      type="button"
      class={`permission is-${props.locked ? 'locked' : props.reach.toLowerCase()}`}
      classList={{ 'is-changed': props.changed }}
      disabled={props.locked || props.disabled}
      aria-label={props.label}
      title={props.label}
      onClick={() => props.onTurn()}
    >
      <span>
        <Show when={icon()}>{(name) => <Icon name={name()} />}</Show>
      </span>
    </button>
  )
}
