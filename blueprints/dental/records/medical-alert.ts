import { Customer } from '../../../modules/customers/index.ts'
import { Choice, Flag, Record, Reference, TenantRecord, Text } from '../../../schema/index.ts'

/** Something about a patient's health that whoever treats them must know first: an allergy, an illness, a medicine. */
@Record({
  prefix: 'mal',
  title: { en: 'Medical alert', tr: 'Tıbbi uyarı' },
  pluralTitle: { en: 'Medical alerts', tr: 'Tıbbi uyarılar' },
  table: 'dental_medical_alerts',
  crud: true,
  events: 'dental.medicalAlert',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'all' },
  },
})
export class MedicalAlert extends TenantRecord {
  @Reference(() => Customer, {
    inverse: 'medicalAlerts',
    writable: 'create',
    label: { en: 'Patient', tr: 'Hasta' },
  })
  customer!: Customer

  @Choice({
    name: 'MedicalAlertKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: {
      ALLERGY: { en: 'Allergy', tr: 'Alerji' },
      ILLNESS: { en: 'Illness', tr: 'Hastalık' },
      MEDICINE: { en: 'Medicine', tr: 'İlaç' },
      PREGNANCY: { en: 'Pregnancy', tr: 'Gebelik' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    privacy: 'health',
    list: true,
  })
  kind!: 'ALLERGY' | 'ILLNESS' | 'MEDICINE' | 'PREGNANCY' | 'OTHER'

  @Text({ label: { en: 'What', tr: 'Açıklama' }, privacy: 'health', list: true })
  title!: string

  @Flag({ label: { en: 'Severe', tr: 'Ciddi' }, privacy: 'health', default: false })
  severe!: boolean

  @Flag({
    label: { en: 'Still holds', tr: 'Sürüyor' },
    privacy: 'health',
    default: true,
  })
  active!: boolean
}
