import { type Component, lazy, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Answered, Empty, Skeleton } from '../components/states.tsx'
import type { Widget } from '../data/panel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { WidgetRow } from './row-path.ts'
import { WidgetHead } from './widget-head.tsx'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

/** What a blueprint's own component is given. It draws; asking, waiting and failing are done around it. */
export interface WidgetComponentProps {
  widget: Widget
  /** The whole answer of the widget's document. */
  data: WidgetRow
  /** The rows at the widget's path. */
  rows: WidgetRow[]
  customerId?: string
  /** Asks again, after the component changed something. */
  refetch(): void
}

type ComponentModule = Record<string, Component<WidgetComponentProps>>

const modules = import.meta.glob<ComponentModule>('../../blueprints/*/panel/*.tsx')

/** Components by `<blueprint>/<file>`; each is a chunk of its own that loads when first drawn. */
const components = new Map<string, Component<WidgetComponentProps>>(
  Object.entries(modules).map(([path, load]) => {
    const [, blueprint, file] = /blueprints\/([^/]+)\/panel\/([^/]+)\.tsx$/.exec(path) as unknown as string[]
    const exported = (file ?? '').replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())
    const component = lazy(async () => {
      const module = await load()
      const found = module[exported]
      if (!found) throw new Error(`${path} must export a component named ${exported}.`)
      return { default: found }
    })
    return [`${blueprint}/${file}`, component]
  }),
)

export function ComponentWidget(props: { widget: Widget; place: WidgetPlace }) {
  const { t, f } = useI18n()
  const { query, rows } = createWidgetQuery(props.widget, props.place)
  const component = () => components.get(String(props.widget.options?.component))
  return (
    <section class="card" aria-label={f.text(props.widget.title)}>
      <WidgetHead widget={props.widget} />
      <div class="card-body">
        <Show when={component()} fallback={<Empty icon="form">{t('widget.missing')}</Empty>}>
          {(found) => (
            <Answered query={query}>
              {(data) => (
                <Suspense fallback={<Skeleton />}>
                  <Dynamic
                    component={found()}
                    widget={props.widget}
                    data={data}
                    rows={rows()}
                    customerId={props.place.customerId}
                    refetch={query.refetch}
                  />
                </Suspense>
              )}
            </Answered>
          )}
        </Show>
      </div>
    </section>
  )
}
