import { createSignal, onCleanup } from 'solid-js'
import type { Block } from './day-model.ts'

/** Where a dragged block would land. */
export interface Landing {
  block: Block
  columnId: string
  from: number
}

const thresholdPx = 5
const snapMinutes = 15

/**
 * Moving a block with the mouse. Columns are found by their `data-column`; a press that does not travel stays a
 * click. Escape lets go without moving.
 */
export function createDrag(options: {
  minuteHeight: () => number
  onDrop: (landing: Landing, fromColumn: string) => void
}) {
  const [landing, setLanding] = createSignal<Landing>()
  let stop = () => {}
  onCleanup(() => stop())

  function grab(event: PointerEvent, block: Block, fromColumn: string) {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const startX = event.clientX
    const startY = event.clientY
    let moved = false
    const onMove = (move: PointerEvent) => {
      if (!moved && Math.hypot(move.clientX - startX, move.clientY - startY) < thresholdPx) return
      moved = true
      const under = document
        .elementsFromPoint(move.clientX, move.clientY)
        .map((element) => element.closest<HTMLElement>('[data-column]'))
        .find(Boolean)
      const minutes = (move.clientY - startY) / options.minuteHeight()
      const from = Math.round((block.from + minutes) / snapMinutes) * snapMinutes
      setLanding({ block, columnId: under?.dataset.column ?? fromColumn, from: Math.max(0, from) })
    }
    const onUp = () => {
      const target = landing()
      stop()
      if (!moved) return
      // The click that follows a drop must not open what was only moved.
      const swallow = (click: Event) => click.stopPropagation()
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50)
      if (target && (target.columnId !== fromColumn || target.from !== block.from))
        options.onDrop(target, fromColumn)
    }
    const onKey = (key: KeyboardEvent) => key.key === 'Escape' && stop()
    stop = () => {
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', stop)
      removeEventListener('keydown', onKey)
      setLanding(undefined)
    }
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', stop)
    addEventListener('keydown', onKey)
  }
  return { landing, grab }
}
