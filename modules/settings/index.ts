/**
 * Owns what a business says of itself (its legal profile, the tax rates of a day) and its accounts with services
 * outside, whose secrets it seals and never tells. Opening hours belong to the calendar, and language, time zone and
 * currency to the business itself.
 */
import { defineModule } from '../../schema/index.ts'
import { BusinessProfile } from './business-profile.ts'
import { ProviderSettings } from './provider-settings.ts'
import { ProvidersResolver } from './providers.resolver.ts'
import { settingsRefusals } from './refusals.ts'
import { SettingsResolver } from './settings.resolver.ts'
import { smtp } from './smtp.ts'
import { TaxRate } from './tax-rate.ts'

export { type OutsideHosts, outsideHostsKey } from './outside-hosts.ts'
export { providerValues } from './providers.ts'
export { type SecretPlace, type Secrets, SecretUnreadable, secretsKey } from './secrets.ts'
export { type Mail, sendWith } from './smtp.ts'
export { type EffectiveRate, taxTable } from './tax-table.ts'
export { BusinessProfile, ProviderSettings, TaxRate }

export const settings = defineModule({
  key: 'settings',
  switchable: false,
  title: { en: 'Settings', tr: 'Ayarlar' },
  records: [BusinessProfile, TaxRate, ProviderSettings],
  resolvers: [SettingsResolver, ProvidersResolver],
  providers: [smtp],
  refusals: settingsRefusals,
  events: {
    'taxRate.created': { en: 'Tax rate added', tr: 'Vergi oranı eklendi' },
    'provider.settings.updated': { en: 'Connection settings changed', tr: 'Bağlantı ayarları değişti' },
    'provider.settings.tested': { en: 'Connection tried', tr: 'Bağlantı denendi' },
    'provider.settings.deleted': { en: 'Connection removed', tr: 'Bağlantı kaldırıldı' },
  },
})
