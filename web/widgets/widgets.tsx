import { createMemo, For, lazy, Match, Suspense, Switch } from 'solid-js'
import type { Widget } from '../data/panel.ts'
import { DayWidget } from './day-widgets.tsx'
import { KpiRow } from './kpi-row.tsx'
import type { WidgetPlace } from './widget-query.ts'

const RecordList = lazy(() => import('./record-list.tsx').then((module) => ({ default: module.RecordList })))
const RecordCards = lazy(() =>
  import('./record-cards.tsx').then((module) => ({ default: module.RecordCards })),
)
const ResourcesNow = lazy(() =>
  import('./resources-now.tsx').then((module) => ({ default: module.ResourcesNow })),
)
const TimelineWidget = lazy(() =>
  import('./timeline-widget.tsx').then((module) => ({ default: module.TimelineWidget })),
)
const ComponentWidget = lazy(() =>
  import('./component-widget.tsx').then((module) => ({ default: module.ComponentWidget })),
)

/** Widgets one below the other. The ruler and the next appointments share a card when they stand together. */
export function Widgets(props: { widgets: readonly Widget[]; place: WidgetPlace; asTable?: boolean }) {
  const groups = createMemo(() => {
    const made: { key: string; widget: Widget; next?: Widget }[] = []
    for (const widget of props.widgets) {
      const last = made.at(-1)
      if (widget.kind === 'NEXT_APPOINTMENTS' && last?.widget.kind === 'CAPACITY_RULER' && !last.next)
        last.next = widget
      else made.push({ key: widget.key, widget })
    }
    return made
  })
  return (
    <For each={groups()}>
      {({ widget, next }) => (
        <Suspense>
          <Switch>
            <Match when={widget.kind === 'KPI_ROW'}>
              <KpiRow widget={widget} place={props.place} />
            </Match>
            <Match when={widget.kind === 'CAPACITY_RULER'}>
              <DayWidget ruler={widget} next={next} place={props.place} />
            </Match>
            <Match when={widget.kind === 'NEXT_APPOINTMENTS'}>
              <DayWidget next={widget} place={props.place} />
            </Match>
            <Match when={widget.kind === 'RESOURCES_NOW'}>
              <ResourcesNow widget={widget} place={props.place} />
            </Match>
            <Match when={widget.kind === 'RECORD_LIST'}>
              <RecordList widget={widget} place={props.place} asTable={props.asTable} />
            </Match>
            <Match when={widget.kind === 'RECORD_CARDS'}>
              <RecordCards widget={widget} place={props.place} />
            </Match>
            <Match when={widget.kind === 'TIMELINE'}>
              <TimelineWidget widget={widget} place={props.place} />
            </Match>
            <Match when={widget.kind === 'COMPONENT'}>
              <ComponentWidget widget={widget} place={props.place} />
            </Match>
          </Switch>
        </Suspense>
      )}
    </For>
  )
}
