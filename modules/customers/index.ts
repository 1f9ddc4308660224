/**
 * Owns the people and companies that the business serves: who they are, how to reach them, what they allowed, and
 * what was noted. It does not know what they book or pay.
 */
import { defineModule } from '../../schema/index.ts'
import { Consent } from './consent.ts'
import { Customer } from './customer.ts'
import { CustomerNote } from './customer-note.ts'

export { normaliseIdentityNumber, normaliseTaxNumber } from './turkish-numbers.ts'
export { Consent, Customer, CustomerNote }

export const customers = defineModule({
  key: 'customers',
  title: { en: 'Customers', tr: 'Müşteriler' },
  searches: [
    {
      record: () => Customer,
      keys: [
        { by: 'name', as: 'words', folded: 'name_folded' },
        { by: 'phone', as: 'digits' },
        { by: 'email', as: 'address' },
      ],
      title: 'name',
      subtitle: ['phone'],
      path: '/customers/{id}',
    },
  ],
  records: [Customer, CustomerNote, Consent],
  events: {
    'customer.created': { en: 'Customer created', tr: 'Müşteri eklendi' },
    'customer.updated': { en: 'Customer changed', tr: 'Müşteri değişti' },
    'customer.deleted': { en: 'Customer archived', tr: 'Müşteri arşivlendi' },
    'crm.note.created': { en: 'Note written', tr: 'Not yazıldı' },
    'crm.note.deleted': { en: 'Note removed', tr: 'Not kaldırıldı' },
    'consent.created': { en: 'Consent recorded', tr: 'İzin kaydedildi' },
  },
})
