import { Derived, Instant, Integer, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'

/** One tap on an action: a call list that was opened for those whom it concerned. */
@Record({
  prefix: 'arn',
  title: { en: 'Action run', tr: 'Yürütülen eylem' },
  pluralTitle: { en: 'Action runs', tr: 'Yürütülen eylemler' },
  table: 'action_runs',
  events: 'automation.action',
  order: [{ field: 'startedAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class ActionRun extends TenantRecord {
  @Text({ label: { en: 'Action', tr: 'Eylem' }, privacy: 'none', writable: 'never', maxLength: 80 })
  actionKey!: string

  @Instant({ label: { en: 'Started', tr: 'Başladı' }, privacy: 'none', writable: 'never' })
  startedAt!: Date

  @Reference(() => Membership, {
    optional: true,
    label: { en: 'Started by', tr: 'Başlatan' },
    writable: 'never',
  })
  startedBy!: Membership | null

  @Integer({ label: { en: 'Tasks', tr: 'Görev' }, privacy: 'none', writable: 'never', min: 1 })
  taskCount!: number

  @Derived({
    label: { en: 'Tasks done', tr: 'Biten görev' },
    privacy: 'none',
    as: 'integer',
    sql: (run) => `(select count(*)::int from tasks k
      where k.tenant_id = ${run}.tenant_id and k.origin_id = ${run}.id and k.state = 'DONE')`,
  })
  doneCount!: number

  @Instant({
    label: { en: 'Taken back', tr: 'Geri alındı' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  undoneAt!: Date | null
}
