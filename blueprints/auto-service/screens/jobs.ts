import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** Job cards: those inside, then those that left last. */
export const jobs: PanelScreen = {
  key: 'jobs',
  title: words.jobCard.many,
  widgets: [
    {
      key: 'jobs',
      kind: 'RECORD_LIST',
      title: words.jobCard.many,
      document: `query JobCards {
  vehicleJobCards(first: 60) {
    totalCount
    nodes {
      id number title step waiting receivedAt promisedAt approvedMinor pendingMinor
      vehicle { id plate model } customer { id name } technician { id name } lift { id name }
    }
  }
}`,
      path: 'vehicleJobCards',
      fields: [
        { name: 'vehicle.plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'title', label: { en: 'Work', tr: 'Yapılacak iş' }, format: 'TEXT' },
        { name: 'customer.name', label: { en: 'Owner', tr: 'Sahibi' }, format: 'PERSON' },
        { name: 'technician.name', label: { en: 'Technician', tr: 'Usta' }, format: 'PERSON' },
        { name: 'number', label: { en: 'Number', tr: 'No' }, format: 'TEXT' },
        { name: 'receivedAt', label: { en: 'Received', tr: 'Kabul' }, format: 'DATE' },
        { name: 'approvedMinor', label: { en: 'Approved', tr: 'Onaylanan' }, format: 'MONEY' },
        { name: 'step', label: { en: 'Step', tr: 'Adım' }, format: 'STATUS' },
      ],
      options: {
        empty: { en: 'No job card yet.', tr: 'Henüz iş emri yok.' },
        watch: ['VehicleJobCard', 'JobLine'],
      },
    },
  ],
}
