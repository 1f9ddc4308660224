import { For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from './icon.tsx'
import { type KpiReading, kpiDelta, kpiValue, windowWords } from './kpi.ts'

/** One figure. The whole card is a button that opens how it is computed. */
export function KpiCard(props: { kpi: KpiReading; onOpen: () => void }) {
  const { t, f } = useI18n()
  const value = () => kpiValue(props.kpi, f, t)
  const delta = () => kpiDelta(props.kpi, f, t)
  const bars = () => {
    const days = (props.kpi.trend ?? []).slice(-7)
    // One known day is no course: what was not counted yet is not drawn as nothing.
    if (days.filter((point) => point.value !== null && point.value !== undefined).length < 2) return []
    const series = days.map((point) => Number(point.value ?? 0))
    const top = Math.max(...series, 1)
    return series.map((one) => Math.max(2, (one / top) * 30))
  }
  return (
    <button
      type="button"
      class="kpi"
      aria-haspopup="dialog"
      title={t('kpi.how')}
      onClick={() => props.onOpen()}
    >
      <span class="kpi-label">
        <span>{f.text(props.kpi.title)}</span>
        <Icon name="info" />
      </span>
      <span class="kpi-value">
        {value()[0]}
        <Show when={value()[1]}>
          <small>{value()[1]}</small>
        </Show>
      </span>
      <span
        class="kpi-delta"
        classList={{ 'is-good': delta()?.direction === 'GOOD', 'is-bad': delta()?.direction === 'BAD' }}
      >
        <Show when={delta()} fallback={<span>{windowWords(props.kpi, t)}</span>}>
          {(found) => (
            <>
              <Show when={found().icon}>{(icon) => <Icon name={icon()} />}</Show>
              <b>{found().text}</b>
              <span>{found().words}</span>
            </>
          )}
        </Show>
      </span>
      <Show when={bars().length > 1}>
        <svg class="kpi-spark" viewBox="0 0 60 32" aria-hidden="true">
          <For each={bars()}>
            {(height, index) => (
              <rect
                classList={{ 'is-last': index() === bars().length - 1 }}
                x={60 - (bars().length - index()) * 9 + 3}
                y={32 - height}
                width="6"
                height={height}
                rx="1.5"
              />
            )}
          </For>
        </svg>
      </Show>
    </button>
  )
}
