/**
 * Owns the life of blueprints in a business: which sectors it works in, what they bring, and where it differs from
 * them. What a sector is, its blueprint declares; which are installed, the gateway knows.
 */
import { defineModule } from '../../schema/index.ts'
import { SectorsResolver } from './sectors.resolver.ts'

export { blueprintOf, type Installed, installedKey } from './installed.ts'
export { provisionSector, type SectorWishes } from './provision-sector.ts'
export type { ResourceCount } from './provisioning/resources.ts'
export { createService } from './provisioning/services.ts'
export { ResourceCountInput, SectorResourceType } from './sectors.types.ts'

export const sectors = defineModule({
  key: 'sectors',
  switchable: false,
  title: { en: 'Sectors', tr: 'Sektörler' },
  resolvers: [SectorsResolver],
  refusals: {
    BLUEPRINT_UNKNOWN: {
      en: 'There is no sector "{key}". Did you mean "{nearest}"?',
      tr: '“{key}” adında bir sektör yok. “{nearest}” mi demek istediniz?',
    },
    BLUEPRINT_IN_USE: { en: 'Your business uses this sector already.', tr: 'Bu sektör zaten kullanımda.' },
    BLUEPRINT_NOT_IN_USE: {
      en: 'Your business does not use this sector.',
      tr: 'İşletmeniz bu sektörü kullanmıyor.',
    },
    BLUEPRINT_IS_PRIMARY: {
      en: 'This is the main sector. Make another one the main sector first.',
      tr: 'Bu, ana sektörünüz. Önce başka bir sektörü ana sektör yapın.',
    },
    OVERRIDE_UNKNOWN: {
      en: 'There is no "{given}". Did you mean "{nearest}"?',
      tr: '“{given}” diye bir şey yok. “{nearest}” mi demek istediniz?',
    },
    OVERRIDE_SAYS_NOTHING: { en: 'Say what should be different.', tr: 'Neyin farklı olacağını belirtin.' },
    OVERRIDE_NOT_FILLED: {
      en: 'Nobody fills this field in a form, so it cannot be required.',
      tr: 'Bu alan formda doldurulmuyor, zorunlu yapılamaz.',
    },
    OVERRIDE_RECORD_NEEDS: {
      en: 'The record cannot do without this field.',
      tr: 'Kayıt bu alan olmadan tutulamaz.',
    },
    OVERRIDE_HIDES_REQUIRED: {
      en: 'A field that must be filled cannot be hidden. Make it optional first.',
      tr: 'Doldurulması zorunlu alan gizlenemez. Önce isteğe bağlı yapın.',
    },
    OVERRIDE_FIRST_PLACE: { en: 'The first screen stays.', tr: 'İlk ekran gizlenemez.' },
    RESOURCE_TYPE_UNKNOWN: {
      en: 'There is no type of resource "{type}"; there are {known}.',
      tr: '“{type}” adında bir kaynak türü yok; olanlar: {known}.',
    },
    RESOURCE_COUNT: { en: 'From 0 to {most}.', tr: '0 ile {most} arasında olmalı.' },
  },
})
