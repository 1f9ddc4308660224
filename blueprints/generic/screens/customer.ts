import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** A customer's appointments; everything else about them is the panel's own. */
export const customer: PanelScreen = {
  key: 'customer',
  title: words.customer.one,
  widgets: [
    {
      key: 'appointments',
      kind: 'TIMELINE',
      title: words.appointment.many,
      document: `query CustomersAppointments($id: ID!) {
  customer(id: $id) {
    id
    appointments(first: 20, orderBy: [{ field: startsAt, direction: DESC }]) {
      nodes { id startsAt status priceMinor currency service { id name } staff { id name } }
    }
  }
}`,
      path: 'customer.appointments',
      fields: [
        { name: 'service.name', label: { en: 'Service', tr: 'Hizmet' }, format: 'TEXT' },
        { name: 'startsAt', label: { en: 'When', tr: 'Zaman' }, format: 'DATE_TIME' },
        { name: 'staff.name', label: { en: 'With', tr: 'Personel' }, format: 'PERSON' },
        { name: 'priceMinor', label: { en: 'Price', tr: 'Tutar' }, format: 'MONEY' },
        { name: 'status', label: { en: 'Status', tr: 'Durum' }, format: 'STATUS' },
      ],
      options: { watch: ['Appointment'], icon: 'calendar' },
    },
  ],
}
