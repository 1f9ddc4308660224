import { A } from '@solidjs/router'
import { type JSX, Show } from 'solid-js'
import type { Widget } from '../data/panel.ts'
import { valueAt, type WidgetRow } from './row-path.ts'

/** The page a row opens: its customer's, at `options.linkPath` (default `customer.id`), or none. */
export function linkOf(widget: Widget, row: WidgetRow): string | undefined {
  if (widget.options?.link === 'none') return undefined
  const id = valueAt(row, (widget.options?.linkPath as string | undefined) ?? 'customer.id')
  return typeof id === 'string' ? `/customers/${id}` : undefined
}

export function RowLink(props: { href: string | undefined; class: string; children: JSX.Element }) {
  return (
    <Show when={props.href} fallback={<div class={props.class}>{props.children}</div>}>
      {(href) => (
        <A class={props.class} href={href()}>
          {props.children}
        </A>
      )}
    </Show>
  )
}
