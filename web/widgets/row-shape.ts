import type { Widget, WidgetField } from '../data/panel.ts'

/** Where each field of a widget goes in a row: what leads, the title, the second line, and what trails. */
export interface RowShape {
  lead?: WidgetField
  time?: WidgetField
  title?: WidgetField
  second: WidgetField[]
  trail: WidgetField[]
}

const leads = new Set(['PLATE', 'CODE'])
const trails = new Set(['STATUS', 'MONEY', 'PROGRESS'])

/** Reads the shape off the formats, so that a blueprint only lists its fields in order of importance. */
export function rowShape(widget: Widget): RowShape {
  const shape: RowShape = { second: [], trail: [] }
  for (const field of widget.fields) {
    if (leads.has(field.format) && !shape.lead) shape.lead = field
    else if (trails.has(field.format)) shape.trail.push(field)
    else if (field.format === 'TIME' && !shape.time) shape.time = field
    else if (!shape.title) shape.title = field
    else shape.second.push(field)
  }
  return shape
}
