import type { ChipLook } from '../components/chip.tsx'
import type { Widget, WidgetField } from '../data/panel.ts'
import { valueAt, type WidgetRow } from './row-path.ts'

/** The further facts of a row: `words` go into its second line, `marks` stand below it as chips. */
export interface ExtraFacts {
  lead: WidgetField[]
  words: WidgetField[]
  marks: WidgetField[]
}

/** The colour a blueprint gives a fact: `options.tones: { 'customer.alerts.nodes.0.title': 'bad' }`. */
export function toneOfField(widget: Widget, field: WidgetField): ChipLook | undefined {
  return (widget.options?.tones as Record<string, ChipLook> | undefined)?.[field.name]
}

const leads = new Set(['PLATE', 'CODE'])
const plain = new Set(['TEXT', 'LONG_TEXT', 'PERSON', 'NUMBER', 'KILOMETRES'])

/** Sorts the fields of a widget that have a value in this row by where they belong. */
export function extraFacts(widget: Widget, row: WidgetRow | undefined): ExtraFacts {
  const facts: ExtraFacts = { lead: [], words: [], marks: [] }
  for (const field of row ? widget.fields : []) {
    const value = valueAt(row, field.name)
    if (value === null || value === undefined || value === '' || value === false) continue
    if (Array.isArray(value) && value.length === 0) continue
    if (leads.has(field.format)) facts.lead.push(field)
    else if (plain.has(field.format) && !toneOfField(widget, field)) facts.words.push(field)
    else facts.marks.push(field)
  }
  return facts
}
