import { type JSX, Show, splitProps } from 'solid-js'
import { Icon } from './icon.tsx'

type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: 'primary' | 'soft' | 'ghost' | 'danger' | 'warning'
  icon?: string
  wide?: boolean
}

/** A button 44 px high on phones and 36 px on desktops. One `primary` per view, so that one thing is first. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'wide', 'children', 'class'])
  return (
    <button
      type="button"
      class={`button ${own.class ?? ''}`}
      classList={{ [`is-${own.look}`]: Boolean(own.look), 'is-wide': own.wide }}
      {...rest}
    >
      <Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>
      {own.children}
    </button>
  )
}

/** A button that shows only its icon; `label` is what it is called. */
export function IconButton(
  props: JSX.ButtonHTMLAttributes<HTMLButtonElement> & { icon: string; label: string },
) {
  const [own, rest] = splitProps(props, ['icon', 'label', 'class'])
  return (
    <button
      type="button"
      class={`icon-button ${own.class ?? ''}`}
      aria-label={own.label}
      title={own.label}
      {...rest}
    >
      <Icon name={own.icon} />
    </button>
  )
}
