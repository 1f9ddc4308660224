import { For, Show } from 'solid-js'
import { useI18n } from '../../../web/kit.ts'
import { type ChartTooth, cross, faceOf, facePaths, screw, shapes } from './teeth.ts'
import type { ToothState } from './treatments.ts'

/** One tooth: root and crown, five faces, its number; a button when there is something to tell about it. */
export function ToothFigure(props: {
  tooth: ChartTooth
  state: ToothState
  hasItems: boolean
  isOpen: boolean
  onOpen: () => void
}) {
  const { locale } = useI18n()
  const { tooth } = props
  const shape = shapes[tooth.shape]
  const look = () => {
    if (props.state.gone) return 'draw-gone'
    if (props.state.running) return 'draw-run'
    return props.state.planned ? 'draw-plan' : 'draw-outline'
  }
  const faceLook = (face: string) => {
    if (props.state.filled.some((surface) => faceOf(surface, tooth) === face)) return 'draw-solid'
    if (props.state.toFill.some((surface) => faceOf(surface, tooth) === face)) return 'draw-run'
    return 'draw-outline'
  }
  const Picture = () => (
    <>
      <Show when={props.isOpen}>
        <rect class="draw-chosen" x={tooth.x - 1} y={tooth.upper ? 2 : 110} width="32" height="96" rx="5" />
      </Show>
      <g transform={tooth.upper ? `translate(${tooth.x} 8)` : `translate(${tooth.x} 198) scale(1 -1)`}>
        <Show when={props.state.implant} fallback={<path class={look()} d={shape.root} />}>
          <path class="draw-mark" d={screw} />
        </Show>
        <path class={props.state.crown ? 'draw-solid' : look()} d={shape.crown} />
        <Show when={props.state.canals}>
          {(canals) => (
            <path class="draw-mark" classList={{ 'is-running': canals() === 'running' }} d={shape.canals} />
          )}
        </Show>
        <Show when={props.state.gone}>
          <path class="draw-mark" d={cross} />
        </Show>
      </g>
      <Show when={!props.state.gone}>
        <g transform={`translate(${tooth.x + 5} ${tooth.upper ? 55 : 131})`}>
          <For each={facePaths}>{([face, path]) => <path class={faceLook(face)} d={path} />}</For>
        </g>
      </Show>
      <text class="draw-label" x={tooth.x + 15} y={tooth.upper ? 91 : 124}>
        {tooth.fdi}
      </text>
    </>
  )
  return (
    <Show when={props.hasItems} fallback={<Picture />}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand inside a picture. */}
      <g
        class="draw-target"
        role="button"
        tabindex="0"
        aria-pressed={props.isOpen}
        aria-label={`${locale() === 'tr' ? 'Diş' : 'Tooth'} ${tooth.fdi}`}
        onClick={() => props.onOpen()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          props.onOpen()
        }}
      >
        <rect x={tooth.x - 1} y={tooth.upper ? 2 : 110} width="32" height="96" fill="transparent" />
        <Picture />
      </g>
    </Show>
  )
}
