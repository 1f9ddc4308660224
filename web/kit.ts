/**
 * What a blueprint's own panel component may use: the same marks, rows and formats that every screen is made of,
 * so that a sector's chart looks at home. Nothing else of the panel is promised to stay.
 *
 * Pictures are drawn with the classes `draw-outline`, `draw-plan`, `draw-run`, `draw-solid`, `draw-gone`,
 * `draw-line`, `draw-mark`, `draw-label` and `draw-chosen`, which follow theme and accent.
 */
export { Button, IconButton } from './components/button.tsx'
export { Chip, type ChipLook } from './components/chip.tsx'
export { Icon } from './components/icon.tsx'
export { Plate } from './components/plate.tsx'
export { Segmented } from './components/segmented.tsx'
export { Empty } from './components/states.tsx'
export { Steps } from './components/steps.tsx'
export { toast } from './components/toast.tsx'
export { useI18n } from './i18n/i18n.tsx'
export { useSession } from './session.tsx'
export type { BookingStart } from './shell/frame.tsx'
export { useBooking } from './shell/frame.tsx'
export { createChoiceWords } from './widgets/choice-words.ts'
export type { WidgetComponentProps } from './widgets/component-widget.tsx'
export { rowsAt, valueAt, type WidgetRow } from './widgets/row-path.ts'
export { createVerb } from './widgets/verb.ts'
