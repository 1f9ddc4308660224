import { standardNavigation } from '../../modules/panel/index.ts'
import type { PanelDeclaration } from '../../schema/index.ts'
import { customer } from './screens/customer.ts'
import { today } from './screens/today.ts'
import { words } from './words.ts'

/** The day and the people, and nothing that only one sector needs. */
export const panel: PanelDeclaration = {
  accent: 'forest',
  navigation: [
    standardNavigation.today,
    standardNavigation.calendar,
    standardNavigation.customers(words.customer),
    standardNavigation.tasks,
    standardNavigation.import,
  ],
  screens: [today, customer],
  primaryAction: { label: { en: 'Appointment', tr: 'Randevu' }, icon: 'plus', kind: 'BOOK_APPOINTMENT' },
}
