import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** Visits of late with what was mixed. */
export const formulas: PanelScreen = {
  key: 'formulas',
  title: words.formula.many,
  widgets: [
    {
      key: 'visits',
      kind: 'RECORD_LIST',
      title: words.visit.many,
      document: `query LatestFormulas {
  customerVisits(first: 50) {
    totalCount
    nodes {
      id visitedAt resultNote
      customer { id name } staff { id name } service { id name }
      formulaLines(first: 1) { nodes { id brand line zone processingMinutes } }
    }
  }
}`,
      path: 'customerVisits',
      fields: [
        { name: 'customer.name', label: { en: 'Client', tr: 'Müşteri' }, format: 'PERSON' },
        { name: 'service.name', label: { en: 'Service', tr: 'Hizmet' }, format: 'TEXT' },
        { name: 'formulaLines.nodes.0.brand', label: { en: 'Brand', tr: 'Marka' }, format: 'TEXT' },
        { name: 'staff.name', label: { en: 'Stylist', tr: 'Uzman' }, format: 'PERSON' },
        { name: 'visitedAt', label: { en: 'Visited', tr: 'Ziyaret' }, format: 'DATE' },
        { name: 'resultNote', label: { en: 'Result', tr: 'Sonuç' }, format: 'TEXT' },
      ],
      options: {
        empty: { en: 'No visit was written down yet.', tr: 'Henüz ziyaret kaydedilmedi.' },
        watch: ['CustomerVisit', 'ColorFormulaLine'],
      },
    },
  ],
}
