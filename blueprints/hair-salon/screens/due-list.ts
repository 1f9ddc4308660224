import type { PanelWidget } from '../../../schema/index.ts'

/** Clients whose colour is due, as a list of the given length. */
export function dueList(first: number): PanelWidget {
  return {
    key: 'recalls',
    kind: 'RECORD_LIST',
    title: { en: 'Renewals due', tr: 'Yenilemesi gelenler' },
    document: `query RecallsDue {
  recallsDue(first: ${first}) { customer { id name phone } service { id name } lastVisitOn daysSince usualDays }
}`,
    path: 'recallsDue',
    fields: [
      { name: 'customer.name', label: { en: 'Client', tr: 'Müşteri' }, format: 'PERSON' },
      { name: 'service.name', label: { en: 'Last', tr: 'Son işlem' }, format: 'TEXT' },
      { name: 'lastVisitOn', label: { en: 'Last here', tr: 'Son geliş' }, format: 'DATE' },
      { name: 'daysSince', label: { en: 'Days since', tr: 'Geçen gün' }, format: 'NUMBER' },
      { name: 'usualDays', label: { en: 'Usual days', tr: 'Olağan aralık' }, format: 'NUMBER' },
      { name: 'customer.phone', label: { en: 'Phone', tr: 'Telefon' }, format: 'PHONE' },
    ],
    options: {
      empty: { en: 'Nobody is past their rhythm.', tr: 'Aralığını geçen müşteri yok.' },
      watch: ['Appointment', 'Customer'],
    },
  }
}
