import { standardNavigation } from '../../modules/panel/index.ts'
import type { PanelDeclaration } from '../../schema/index.ts'
import { client } from './screens/client.ts'
import { formulas } from './screens/formulas.ts'
import { recalls } from './screens/recalls.ts'
import { today } from './screens/today.ts'
import { words } from './words.ts'

/** A salon sells the time of its chairs: the day's room first, then who should come back. */
export const panel: PanelDeclaration = {
  accent: 'teal',
  navigation: [
    standardNavigation.today,
    standardNavigation.calendar,
    standardNavigation.customers(words.customer),
    standardNavigation.tasks,
    { key: 'recalls', label: recalls.title, icon: 'win-back', path: '/recalls', record: 'Customer' },
    { key: 'formulas', label: words.formula.many, icon: 'drop', path: '/formulas', record: 'CustomerVisit' },
    standardNavigation.import,
  ],
  screens: [today, client, recalls, formulas],
  primaryAction: { label: { en: 'Appointment', tr: 'Randevu' }, icon: 'plus', kind: 'BOOK_APPOINTMENT' },
}
