import { Show } from 'solid-js'
import { Chip, type ChipLook } from '../components/chip.tsx'
import type { Widget, WidgetField } from '../data/panel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { toneOfField } from './extra-facts.ts'
import { FieldValue } from './field-value.tsx'
import type { WidgetRow } from './row-path.ts'

const icons: Partial<Record<ChipLook, string>> = {
  bad: 'alert',
  warning: 'signature',
  good: 'check',
  info: 'info',
}

/** A further fact of a row that should be noticed, as a chip: its label and its value. */
export function ExtraChip(props: { widget: Widget; row: WidgetRow; field: WidgetField }) {
  const { f } = useI18n()
  const look = () => toneOfField(props.widget, props.field) ?? 'line'
  return (
    <Show
      when={props.field.format === 'TEXT' || props.field.format === 'LONG_TEXT'}
      fallback={<FieldValue row={props.row} field={props.field} />}
    >
      <Chip look={look()} icon={icons[look()]}>
        {f.text(props.field.label)}: <FieldValue row={props.row} field={props.field} />
      </Chip>
    </Show>
  )
}
