import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { comparedWords, inUnit, type KpiReading, windowWords } from '../components/kpi.ts'
import { KpiCard } from '../components/kpi-card.tsx'
import { Answered } from '../components/states.tsx'
import { Surface } from '../components/surface.tsx'
import type { Widget } from '../data/panel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

/** The figures of the business in one line; each opens how it is computed. */
export function KpiRow(props: { widget: Widget; place: WidgetPlace }) {
  const { t, f } = useI18n()
  const { query, rows } = createWidgetQuery(props.widget, props.place)
  const [open, setOpen] = createSignal<KpiReading>()
  return (
    <section aria-label={f.text(props.widget.title) || t('kpi.row')}>
      <Answered query={query} rows={2}>
        {() => (
          <div class="kpis">
            <For each={rows() as unknown as KpiReading[]}>
              {(kpi) => <KpiCard kpi={kpi} onOpen={() => setOpen(kpi)} />}
            </For>
          </div>
        )}
      </Answered>
      <Show when={open()}>{(kpi) => <KpiExplained kpi={kpi()} onClose={() => setOpen(undefined)} />}</Show>
    </section>
  )
}

function KpiExplained(props: { kpi: KpiReading; onClose: () => void }) {
  const { t, f } = useI18n()
  /** The sides of a percentage are counts or minutes, those of a sum are money. */
  const side = (value: string | null | undefined) => {
    if (value === null || value === undefined) return undefined
    return props.kpi.unit === 'MINOR' ? f.money(value, props.kpi.currency) : f.number(Number(value), 1)
  }
  const facts = () =>
    [
      [t('kpi.value'), inUnit(props.kpi, props.kpi.value, f) ?? '–'],
      [t('kpi.numerator'), props.kpi.unit === 'PERCENT' ? side(props.kpi.numerator) : undefined],
      [t('kpi.denominator'), side(props.kpi.denominator)],
      [comparedWords(props.kpi, f, t), inUnit(props.kpi, props.kpi.previous, f)],
      [t('kpi.window'), windowWords(props.kpi, t)],
      [t('kpi.asOf'), props.kpi.asOf && f.dateTime(props.kpi.asOf)],
    ].filter(([, fact]) => fact) as [string, string][]
  return (
    <Surface title={f.text(props.kpi.title)} subtitle={t('kpi.how')} onClose={props.onClose} task>
      <p class="notice prose">{f.text(props.kpi.explanation)}</p>
      <Show when={props.kpi.error}>{(error) => <p class="notice is-warning">{error()}</p>}</Show>
      <dl class="data-list">
        <For each={facts()}>
          {([label, fact]) => (
            <div>
              <dt>{label}</dt>
              <dd>{fact}</dd>
            </div>
          )}
        </For>
      </dl>
      <div class="kpi-source">
        <p class="field-label">{t('kpi.formula')}</p>
        <code>{props.kpi.formula}</code>
        <p class="meta">
          {props.kpi.id} · {t('kpi.version', { n: props.kpi.version })}
        </p>
      </div>
      <Show when={props.kpi.action}>
        {(action) => (
          <A class="button is-primary" href={action().path} onClick={props.onClose}>
            {f.text(action().label)}
          </A>
        )}
      </Show>
    </Surface>
  )
}
