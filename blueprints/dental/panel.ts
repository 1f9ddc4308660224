import { standardNavigation } from '../../modules/panel/index.ts'
import type { PanelDeclaration } from '../../schema/index.ts'
import { episodes } from './screens/episodes.ts'
import { patient } from './screens/patient.ts'
import { today } from './screens/today.ts'
import { words } from './words.ts'

/** A clinic looks at its rooms first, then at plans that stand still; a patient opens with the chart. */
export const panel: PanelDeclaration = {
  accent: 'indigo',
  navigation: [
    standardNavigation.today,
    standardNavigation.calendar,
    standardNavigation.customers(words.customer),
    standardNavigation.tasks,
    {
      key: 'episodes',
      label: words.episode.many,
      icon: 'tooth',
      path: '/episodes',
      record: 'PatientEpisode',
    },
    standardNavigation.import,
  ],
  screens: [today, patient, episodes],
  primaryAction: { label: { en: 'Appointment', tr: 'Randevu' }, icon: 'plus', kind: 'BOOK_APPOINTMENT' },
}
