import { Choice, Instant, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Customer } from './customer.ts'

/**
 * What a customer allowed or refused, per channel and purpose, with where it was said and when. A change is a new
 * row; the newest decides.
 */
@Record({
  prefix: 'con',
  title: { en: 'Consent', tr: 'İzin' },
  pluralTitle: { en: 'Consents', tr: 'İzinler' },
  table: 'consents',
  crud: ['create'],
  order: [{ field: 'at', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'all' },
  },
})
export class Consent extends TenantRecord {
  @Reference(() => Customer, { inverse: 'consents', label: { en: 'Customer', tr: 'Müşteri' } })
  customer!: Customer

  @Choice({
    name: 'ConsentChannel',
    label: { en: 'Channel', tr: 'Kanal' },
    values: {
      SMS: { en: 'SMS', tr: 'SMS' },
      EMAIL: { en: 'E-mail', tr: 'E-posta' },
      WHATSAPP: { en: 'WhatsApp', tr: 'WhatsApp' },
      CALL: { en: 'Call', tr: 'Arama' },
      PUSH: { en: 'Push', tr: 'Bildirim' },
    },
    list: true,
  })
  channel!: 'SMS' | 'EMAIL' | 'WHATSAPP' | 'CALL' | 'PUSH'

  @Choice({
    name: 'ConsentPurpose',
    label: { en: 'Purpose', tr: 'Amaç' },
    values: {
      MARKETING: { en: 'Marketing', tr: 'Ticari ileti' },
      TRANSACTIONAL: { en: 'Service messages', tr: 'Bilgilendirme' },
    },
    list: true,
  })
  purpose!: 'MARKETING' | 'TRANSACTIONAL'

  @Choice({
    name: 'ConsentStatus',
    label: { en: 'Answer', tr: 'Yanıt' },
    values: { GRANTED: { en: 'Granted', tr: 'Onay' }, REFUSED: { en: 'Refused', tr: 'Ret' } },
    list: true,
  })
  status!: 'GRANTED' | 'REFUSED'

  @Choice({
    name: 'ConsentSource',
    label: { en: 'Source', tr: 'Kaynak' },
    values: {
      IMPORT: { en: 'Import', tr: 'İçe aktarma' },
      IN_PERSON: { en: 'In person', tr: 'Yüz yüze' },
      WEB: { en: 'Web', tr: 'Web' },
      PHONE: { en: 'Phone', tr: 'Telefon' },
      MESSAGE: { en: 'Message', tr: 'Mesaj' },
    },
  })
  source!: 'IMPORT' | 'IN_PERSON' | 'WEB' | 'PHONE' | 'MESSAGE'

  @Instant({ label: { en: 'Given at', tr: 'Verilme zamanı' }, privacy: 'none' })
  at!: Date

  @Text({
    label: { en: 'Proof', tr: 'Kanıt' },
    description: 'Where it can be looked up: file and line of an import, a form, a message id.',
    privacy: 'none',
    optional: true,
    maxLength: 500,
  })
  proof!: string | null
}
