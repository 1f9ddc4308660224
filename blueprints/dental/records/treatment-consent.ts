import { Customer } from '../../../modules/customers/index.ts'
import { Choice, LocalDate, Record, Reference, TenantRecord, Text } from '../../../schema/index.ts'
import { PatientEpisode } from './patient-episode.ts'

/**
 * A patient's informed consent to a treatment, asked for, given or refused. It has nothing to do with consent to
 * messages, which is the core's.
 */
@Record({
  prefix: 'tco',
  title: { en: 'Treatment consent', tr: 'Tedavi onamı' },
  pluralTitle: { en: 'Treatment consents', tr: 'Tedavi onamları' },
  table: 'dental_treatment_consents',
  crud: true,
  events: 'dental.treatmentConsent',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'all' },
  },
})
export class TreatmentConsent extends TenantRecord {
  @Reference(() => Customer, {
    inverse: 'treatmentConsents',
    writable: 'create',
    label: { en: 'Patient', tr: 'Hasta' },
  })
  customer!: Customer

  @Reference(() => PatientEpisode, {
    optional: true,
    inverse: 'consents',
    label: { en: 'Episode', tr: 'Tedavi' },
  })
  episode!: PatientEpisode | null

  @Text({
    label: { en: 'Consent to', tr: 'Onam konusu' },
    privacy: 'health',
    list: true,
  })
  title!: string

  @Choice({
    name: 'TreatmentConsentStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      MISSING: { en: 'Missing', tr: 'Eksik' },
      SIGNED: { en: 'Signed', tr: 'Onay' },
      REFUSED: { en: 'Refused', tr: 'Ret' },
    },
    privacy: 'health',
    default: 'MISSING',
    list: true,
  })
  status!: 'MISSING' | 'SIGNED' | 'REFUSED'

  @Choice({
    name: 'TreatmentConsentForm',
    label: { en: 'Form', tr: 'Biçim' },
    values: {
      ON_PAPER: { en: 'On paper', tr: 'Islak imza' },
      ON_SCREEN: { en: 'On screen', tr: 'Ekranda imza' },
      E_SIGNATURE: { en: 'Electronic signature', tr: 'E-imza' },
    },
    optional: true,
  })
  form!: 'ON_PAPER' | 'ON_SCREEN' | 'E_SIGNATURE' | null

  @LocalDate({ label: { en: 'Answered on', tr: 'Tarih' }, privacy: 'none', optional: true, list: true })
  answeredOn!: string | null
}
