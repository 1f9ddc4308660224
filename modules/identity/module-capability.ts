import { Property } from '@mikro-orm/decorators/legacy'
import { Flag, Record, TenantRecord, Text } from '../../schema/index.ts'

/**
 * Whether a tenant may use a module at all (`can_use_<module>`), which its plan decides and nobody in the business.
 * A module without a row may be used.
 */
@Record({
  prefix: 'cap',
  title: { en: 'Module capability', tr: 'Modül hakkı' },
  pluralTitle: { en: 'Module capabilities', tr: 'Modül hakları' },
  table: 'module_capabilities',
  plural: 'moduleCapabilities',
  events: 'module.capability',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'none', manager: 'none', staff: 'none' },
  },
})
export class ModuleCapability extends TenantRecord {
  @Text({ label: { en: 'Module', tr: 'Modül' }, privacy: 'none', list: true, unique: true })
  module!: string

  @Flag({ label: { en: 'May be used', tr: 'Kullanılabilir' }, list: true })
  allowed!: boolean

  /** The user or program that decided. */
  @Property({ type: 'uuid', fieldName: 'decided_by', nullable: true })
  decidedBy!: string | null
}
