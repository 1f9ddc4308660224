import { standardWidgets } from '../../../modules/panel/index.ts'
import type { PanelScreen, PanelWidget } from '../../../schema/index.ts'
import { dueList } from './due-list.ts'

const due: PanelWidget = dueList(6)

/** Who to call back, where the day has room, and who comes next. */
export const today: PanelScreen = {
  key: 'today',
  title: { en: 'Today', tr: 'Bugün' },
  widgets: [
    standardWidgets.figures,
    {
      ...due,
      fields: due.fields?.filter(({ name }) => name !== 'customer.phone' && name !== 'usualDays') ?? [],
      options: {
        ...due.options,
        column: 'main',
        more: { label: { en: 'All', tr: 'Tümü' }, path: '/recalls' },
      },
    },
    { ...standardWidgets.capacity, options: { column: 'side' } },
    { ...standardWidgets.next, options: { column: 'side' } },
  ],
}
