import { For, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { Answered, Empty } from '../components/states.tsx'
import type { Widget } from '../data/panel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createFieldReader } from './field-value.tsx'
import { rowShape } from './row-shape.ts'
import { WidgetHead } from './widget-head.tsx'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

/** Things that happened, newest as the document orders them: first field what, the rest when and with whom. */
export function TimelineWidget(props: { widget: Widget; place: WidgetPlace }) {
  const { t, f } = useI18n()
  const read = createFieldReader()
  const { query, rows } = createWidgetQuery(props.widget, props.place)
  const shape = rowShape(props.widget)
  const icon = () => (props.widget.options?.icon as string | undefined) ?? 'history'
  return (
    <section class="card" aria-label={f.text(props.widget.title)}>
      <WidgetHead widget={props.widget} />
      <div class="card-body">
        <Answered query={query}>
          {() => (
            <Show
              when={rows().length > 0}
              fallback={
                <Empty inline icon={icon()}>
                  {t('list.empty')}
                </Empty>
              }
            >
              <ol class="timeline">
                <For each={rows()}>
                  {(row) => (
                    <li>
                      <span class="timeline-icon">
                        <Icon name={icon()} />
                      </span>
                      <div>
                        <p>
                          <b>{shape.title && read.words(row, shape.title)}</b>
                        </p>
                        <p class="meta">
                          {[...(shape.time ? [shape.time] : []), ...shape.second, ...shape.trail]
                            .map((field) => read.words(row, field))
                            .filter(Boolean)
                            .join(' · ')}
                        </p>
                      </div>
                    </li>
                  )}
                </For>
              </ol>
            </Show>
          )}
        </Answered>
      </div>
    </section>
  )
}
