import { type JSX, Show } from 'solid-js'
import { Icon } from './icon.tsx'

export type ChipLook = 'brand' | 'good' | 'warning' | 'bad' | 'info' | 'line'

/** A fact in a word, 24 px high. Colour never carries it alone: give an icon where the look says good or bad. */
export function Chip(props: { look?: ChipLook; icon?: string; square?: boolean; children: JSX.Element }) {
  return (
    <span class="chip" classList={{ [`is-${props.look}`]: Boolean(props.look), 'is-square': props.square }}>
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      <span>{props.children}</span>
    </span>
  )
}
