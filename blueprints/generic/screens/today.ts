import { standardWidgets } from '../../../modules/panel/index.ts'
import type { PanelScreen } from '../../../schema/index.ts'

/** The figures, where each room stands, and who comes next. */
export const today: PanelScreen = {
  key: 'today',
  title: { en: 'Today', tr: 'Bugün' },
  widgets: [
    standardWidgets.figures,
    {
      key: 'rooms',
      kind: 'RESOURCES_NOW',
      title: { en: 'Right now', tr: 'Şu anda' },
      document: `query ResourcesNow($from: DateTime!, $to: DateTime!) {
  resources(first: 30) { nodes { id name type status } }
  appointments(first: 100, filter: { startsAt: { gte: $from, lte: $to } }) {
    nodes { id startsAt endsAt status resource { id } service { id name } staff { id name } customer { id name } }
  }
}`,
      path: 'resources',
      fields: [],
      options: { column: 'main', appointments: 'appointments', watch: ['Appointment', 'Resource'] },
    },
    { ...standardWidgets.capacity, options: { column: 'side' } },
    { ...standardWidgets.next, options: { column: 'side' } },
  ],
}
