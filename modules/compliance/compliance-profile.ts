import {
  Choice,
  Flag,
  Integer,
  Json,
  LocalDate,
  Record,
  TenantRecord,
  Text,
  Translated,
} from '../../schema/index.ts'

/**
 * What the law asks of the business, as one version of a profile. A change is a new version beside the earlier ones,
 * so that it can be told which rules applied when. Where several profiles are active, the strictest value holds.
 */
@Record({
  prefix: 'cpl',
  title: { en: 'Compliance profile', tr: 'Uyum profili' },
  pluralTitle: { en: 'Compliance profiles', tr: 'Uyum profilleri' },
  table: 'compliance_profiles',
  order: [
    { field: 'profile', direction: 'ASC' },
    { field: 'profileVersion', direction: 'DESC' },
  ],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'none', manager: 'none', staff: 'none' },
  },
})
export class ComplianceProfile extends TenantRecord {
  @Text({ label: { en: 'Profile', tr: 'Profil' }, description: 'e.g. `kvkk`.', privacy: 'none', list: true })
  profile!: string

  @Integer({ label: { en: 'Version of the profile', tr: 'Profil sürümü' }, privacy: 'none', list: true })
  profileVersion!: number

  @Translated({ label: { en: 'Title', tr: 'Başlık' }, privacy: 'none' })
  title!: { en: string; tr: string }

  @Choice({
    name: 'ComplianceJurisdiction',
    label: { en: 'Jurisdiction', tr: 'Mevzuat' },
    values: { TR: { en: 'Türkiye (KVKK)', tr: 'Türkiye (KVKK)' }, EU: { en: 'EU (GDPR)', tr: 'AB (GDPR)' } },
    list: true,
  })
  jurisdiction!: 'TR' | 'EU'

  @LocalDate({ label: { en: 'In force from', tr: 'Yürürlük' }, privacy: 'none', list: true })
  effectiveFrom!: string

  @Flag({
    label: { en: 'Health data', tr: 'Sağlık verisi' },
    description: 'Records of the business are health data: they are kept out of messages and logs.',
    list: true,
  })
  healthcare!: boolean

  @Json({
    label: { en: 'Lawful bases', tr: 'Hukuki sebepler' },
    description: 'Why each class of data may be kept, by class.',
    privacy: 'none',
  })
  lawfulBases!: Readonly<{ [dataClass: string]: string }>

  @Json({
    label: { en: 'Retention, days', tr: 'Saklama (gün)' },
    description: 'How long each class of data is kept after its last use, by class.',
    privacy: 'none',
  })
  retentionDays!: Readonly<{ [dataClass: string]: number }>

  @Integer({
    label: { en: 'Report a breach within, hours', tr: 'İhlal bildirimi (saat)' },
    privacy: 'none',
    min: 1,
  })
  breachNoticeHours!: number

  @Integer({
    label: { en: 'Answer requests within, days', tr: 'Başvuru yanıtı (gün)' },
    privacy: 'none',
    min: 1,
  })
  requestAnswerDays!: number

  @Flag({ label: { en: 'Active', tr: 'Etkin' }, list: true })
  active!: boolean
}
