import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** What somebody needs to know to colour the same hair again. */
export const client: PanelScreen = {
  key: 'customer',
  title: words.customer.one,
  widgets: [
    {
      key: 'formulas',
      kind: 'COMPONENT',
      title: words.formula.many,
      document: `query ClientFormulas($id: ID!) {
  customer(id: $id) {
    id
    patchTests(first: 1) { nodes { id product testedOn status validUntil } }
    visits(first: 10) {
      nodes {
        id version visitedAt resultNote
        staff { id name color } service { id name } appointment { id }
        formulaLines(first: 20) {
          nodes {
            id position zone brand line shades mixRatio developerPercent startLevel targetLevel porosity
            processingMinutes
          }
        }
      }
    }
  }
}`,
      path: 'customer.visits',
      options: {
        component: 'hair-salon/formula-card',
        watch: ['CustomerVisit', 'ColorFormulaLine', 'PatchTest'],
      },
    },
    {
      key: 'patch-tests',
      kind: 'RECORD_LIST',
      title: { en: 'Patch tests', tr: 'Alerji testleri' },
      document: `query ClientPatchTests($id: ID!) {
  customer(id: $id) { id patchTests(first: 5) { nodes { id product testedOn validUntil status } } }
}`,
      path: 'customer.patchTests',
      fields: [
        { name: 'product', label: { en: 'Product', tr: 'Ürün' }, format: 'TEXT' },
        { name: 'testedOn', label: { en: 'Tested on', tr: 'Test günü' }, format: 'DATE' },
        { name: 'validUntil', label: { en: 'Valid until', tr: 'Geçerlilik' }, format: 'DATE' },
        { name: 'status', label: { en: 'Result', tr: 'Sonuç' }, format: 'STATUS' },
      ],
      options: {
        column: 'side',
        link: 'none',
        empty: { en: 'No patch test yet.', tr: 'Henüz alerji testi yok.' },
        watch: ['PatchTest'],
      },
    },
  ],
}
