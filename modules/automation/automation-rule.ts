import { Choice, Flag, Json, Record, TenantRecord, Text, Translated } from '../../schema/index.ts'

/** When something happens and conditions hold, do this. The sector's defaults are rules like any other. */
@Record({
  prefix: 'aut',
  title: { en: 'Automation', tr: 'Otomasyon' },
  pluralTitle: { en: 'Automations', tr: 'Otomasyonlar' },
  table: 'automation_rules',
  crud: ['update'],
  events: 'automation.rule',
  order: [{ field: 'ruleType', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class AutomationRule extends TenantRecord {
  @Text({
    label: { en: 'Rule', tr: 'Kural' },
    description: "The sector's key of a default, or a key of the business's own; unique in the business.",
    privacy: 'none',
    unique: true,
    writable: 'never',
    maxLength: 80,
  })
  ruleType!: string

  @Translated({ label: { en: 'Title', tr: 'Başlık' }, privacy: 'none', list: true, writable: 'never' })
  title!: { en: string; tr: string }

  @Choice({
    name: 'AutomationOrigin',
    label: { en: 'Origin', tr: 'Kaynak' },
    values: {
      BLUEPRINT: { en: 'Comes with the sector', tr: 'Sektörle gelir' },
      OWN: { en: "The business's own", tr: 'İşletmenin' },
    },
    writable: 'never',
  })
  origin!: 'BLUEPRINT' | 'OWN'

  @Text({
    label: { en: 'Starts when', tr: 'Tetikleyici' },
    description: 'An event name, or `schedule:` and the name of a schedule.',
    privacy: 'none',
    writable: 'never',
    maxLength: 120,
  })
  trigger!: string

  @Json({ label: { en: 'Conditions', tr: 'Koşullar' }, privacy: 'none', writable: 'never' })
  conditions!: object

  @Json({ label: { en: 'Actions', tr: 'Eylemler' }, privacy: 'none', writable: 'never' })
  actions!: readonly object[]

  @Flag({ label: { en: 'On', tr: 'Açık' }, list: true })
  enabled!: boolean
}
