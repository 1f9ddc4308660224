import { For } from 'solid-js'
import { useI18n } from '../../../web/kit.ts'

const signs = [
  { tr: 'Planlı', en: 'Planned', class: 'draw-plan', d: 'M3 3h10v10H3z' },
  { tr: 'Sürüyor', en: 'Under way', class: 'draw-run', d: 'M3 3h10v10H3z' },
  { tr: 'Dolgu', en: 'Filling', class: 'draw-solid', d: 'M5 5h6v6H5z' },
  { tr: 'Kron', en: 'Crown', class: 'draw-solid', d: 'M3 4h10v5l-2 4H5L3 9z' },
  { tr: 'İmplant', en: 'Implant', class: 'draw-mark', d: 'M5 4h6M5 8h6M5 12h6M8 2v12' },
  { tr: 'Eksik', en: 'Missing', class: 'draw-gone', d: 'M3 3h10v10H3zM5 5l6 6M11 5l-6 6' },
]

/** What the lines and fills of the chart mean. */
export function ToothLegend() {
  const { locale } = useI18n()
  return (
    <p class="legend">
      <For each={signs}>
        {(sign) => (
          <span>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path class={sign.class} d={sign.d} />
            </svg>
            {sign[locale()]}
          </span>
        )}
      </For>
    </p>
  )
}
