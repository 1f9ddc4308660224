import { Choice, Record, TenantRecord, Text } from '../../schema/index.ts'

/** A business. Its id is the tenant id that every other row carries. */
@Record({
  prefix: 'ten',
  title: { en: 'Business', tr: 'İşletme' },
  pluralTitle: { en: 'Businesses', tr: 'İşletmeler' },
  table: 'tenants',
  events: 'tenant.settings',
  crud: ['update'],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class Tenant extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', list: true })
  name!: string

  @Text({
    label: { en: 'Time zone', tr: 'Saat dilimi' },
    description: 'IANA name; days of key figures and of the calendar begin in it.',
    privacy: 'none',
    normalise: knownTimeZone,
  })
  timeZone!: string

  @Choice({
    name: 'TenantLocale',
    label: { en: 'Language', tr: 'Dil' },
    values: { tr: { en: 'Turkish', tr: 'Türkçe' }, en: { en: 'English', tr: 'İngilizce' } },
  })
  locale!: 'tr' | 'en'

  @Text({
    label: { en: 'Currency', tr: 'Para birimi' },
    description: 'ISO 4217 code. Amounts already recorded keep theirs.',
    privacy: 'none',
    normalise: normaliseCurrency,
  })
  currency!: string

  @Choice({
    name: 'TenantStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      ONBOARDING: { en: 'Being set up', tr: 'Kuruluyor' },
      ACTIVE: { en: 'Active', tr: 'Etkin' },
      SUSPENDED: { en: 'Suspended', tr: 'Askıda' },
    },
    writable: 'never',
  })
  status!: 'ONBOARDING' | 'ACTIVE' | 'SUSPENDED'
}

/** A currency code in capitals; null for what cannot be one. */
export function normaliseCurrency(entered: string): string | null {
  return /^[A-Z]{3}$/.test(entered.toUpperCase()) ? entered.toUpperCase() : null
}

function knownTimeZone(entered: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: entered }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
