import { A } from '@solidjs/router'
import { type JSX, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import type { Widget } from '../data/panel.ts'
import type { Translated } from '../i18n/format.ts'
import { useI18n } from '../i18n/i18n.tsx'

/** The heading of a widget and, where the blueprint names one, the place that shows more. */
export function WidgetHead(props: { widget: Widget; look?: 'card' | 'section'; children?: JSX.Element }) {
  const { f } = useI18n()
  const more = () => props.widget.options?.more as { label: Translated; path: string } | undefined
  return (
    <Show when={f.text(props.widget.title) || more()}>
      <div class={props.look === 'section' ? 'section-head' : 'card-head'}>
        <h2>{f.text(props.widget.title)}</h2>
        {props.children}
        <Show when={more()}>
          {(link) => (
            <A class="text-link" href={link().path}>
              {f.text(link().label)}
              <Icon name="right" />
            </A>
          )}
        </Show>
      </div>
    </Show>
  )
}
