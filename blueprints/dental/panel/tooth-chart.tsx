import { createMemo, createSignal, For, Show } from 'solid-js'
import { Segmented, useI18n, type WidgetComponentProps } from '../../../web/kit.ts'
import { teethOf } from './teeth.ts'
import { ToothFigure } from './tooth-figure.tsx'
import { ToothItems } from './tooth-items.tsx'
import { ToothLegend } from './tooth-legend.tsx'
import { stateOf, type Treatment } from './treatments.ts'

const words = {
  tr: {
    permanent: 'Kalıcı',
    milk: 'Süt',
    teeth: 'Dişler',
    right: 'Sağ',
    left: 'Sol',
    chart: 'Diş şeması, FDI',
  },
  en: {
    permanent: 'Permanent',
    milk: 'Milk',
    teeth: 'Teeth',
    right: 'Right',
    left: 'Left',
    chart: 'Tooth chart, FDI',
  },
}

/** The mouth by FDI numbers, as the dentist sees it; a tooth that something was found or planned on can be opened. */
export function ToothChart(props: WidgetComponentProps) {
  const { locale } = useI18n()
  const items = () => props.rows as unknown as Treatment[]
  const byTooth = createMemo(() => {
    const found = new Map<string, Treatment[]>()
    for (const item of items())
      if (item.tooth && item.status !== 'CANCELLED')
        found.set(item.tooth, [...(found.get(item.tooth) ?? []), item])
    return found
  })
  const hasMilkOnly = () => byTooth().size > 0 && [...byTooth().keys()].every((fdi) => fdi >= '51')
  const [dentition, setDentition] = createSignal<'permanent' | 'milk'>(hasMilkOnly() ? 'milk' : 'permanent')
  const [picked, setPicked] = createSignal<string>()
  /** What is going on comes first, then what is planned. */
  const opened = () =>
    picked() ??
    items().find((one) => one.tooth && one.status === 'IN_PROGRESS')?.tooth ??
    items().find((one) => one.tooth && one.status === 'PLANNED')?.tooth ??
    undefined
  const w = () => words[locale()]
  /** On a phone the picture is wider than the screen: the opened tooth is brought into view. */
  const showOpened = (scroller: HTMLElement) =>
    queueMicrotask(() => {
      const tooth = teethOf(dentition() === 'milk').find((one) => one.fdi === opened())
      const share = tooth ? (tooth.x + 36) / 614 : 0
      scroller.scrollLeft = share * scroller.scrollWidth - scroller.clientWidth / 2
    })
  return (
    <div class="stack stack-tight">
      <div class="row-between">
        <span class="meta">FDI</span>
        <Segmented
          label={w().teeth}
          value={dentition()}
          options={[
            { value: 'permanent', label: w().permanent },
            { value: 'milk', label: w().milk },
          ]}
          onPick={setDentition}
        />
      </div>
      <section ref={showOpened} class="chart-scroll" tabindex="0" aria-label={w().chart}>
        {/* biome-ignore lint/a11y/useSemanticElements: the picture groups the buttons of its teeth. */}
        <svg class="chart" viewBox="-36 0 614 208" role="group" aria-label={w().chart}>
          <text x="-18" y="110" class="draw-label">
            {w().right}
          </text>
          <text x="560" y="110" class="draw-label">
            {w().left}
          </text>
          <path class="draw-line" d="M6 106.500h530M271 2v204" />
          <For each={teethOf(dentition() === 'milk')}>
            {(tooth) => (
              <ToothFigure
                tooth={tooth}
                state={stateOf(byTooth().get(tooth.fdi) ?? [])}
                hasItems={byTooth().has(tooth.fdi)}
                isOpen={opened() === tooth.fdi}
                onOpen={() => setPicked(tooth.fdi)}
              />
            )}
          </For>
        </svg>
      </section>
      <ToothLegend />
      <Show when={opened()}>{(fdi) => <ToothItems fdi={fdi()} items={byTooth().get(fdi()) ?? []} />}</Show>
    </div>
  )
}
