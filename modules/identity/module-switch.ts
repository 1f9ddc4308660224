import { Instant, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from './membership.ts'

/**
 * One time that a module was off: since when, why, and until when. The rows are the history; at most one of a module
 * has no end yet. A row whose `endsAt` has come counts as over, whether or not its end was noted.
 */
@Record({
  prefix: 'msw',
  title: { en: 'Module switch', tr: 'Modül anahtarı' },
  pluralTitle: { en: 'Module switches', tr: 'Modül anahtarları' },
  table: 'module_switches',
  plural: 'moduleSwitches',
  events: 'module.switched',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class ModuleSwitch extends TenantRecord {
  @Text({ label: { en: 'Module', tr: 'Modül' }, privacy: 'none', list: true })
  module!: string

  @Text({ label: { en: 'Reason', tr: 'Neden' }, privacy: 'none', list: true, maxLength: 300 })
  reason!: string

  @Instant({ label: { en: 'Off since', tr: 'Kapatılma' }, privacy: 'none', list: true })
  offSince!: Date

  @Instant({
    label: { en: 'Switches on by itself', tr: 'Kendiliğinden açılma' },
    privacy: 'none',
    optional: true,
    list: true,
  })
  endsAt!: Date | null

  @Instant({ label: { en: 'On again', tr: 'Açılma' }, privacy: 'none', optional: true, list: true })
  endedAt!: Date | null

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    label: { en: 'Switched off by', tr: 'Kapatan' },
  })
  offBy!: Membership | null

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    label: { en: 'Switched on by', tr: 'Açan' },
    description: 'Nobody when the time was up.',
  })
  onBy!: Membership | null
}
