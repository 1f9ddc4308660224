import { Choice, Instant, Integer, Record, TenantRecord, Text } from '../../schema/index.ts'

export type BackgroundJobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'DISCARDED'

/**
 * Work that is done after the request which wanted it. What it was given and the key that keeps it from waiting twice
 * are columns that nobody is shown.
 */
@Record({
  prefix: 'bgj',
  title: { en: 'Background job', tr: 'Arka plan işi' },
  pluralTitle: { en: 'Background jobs', tr: 'Arka plan işleri' },
  table: 'background_jobs',
  events: 'job',
  order: [{ field: 'queuedAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class BackgroundJob extends TenantRecord {
  @Text({
    label: { en: 'Job', tr: 'İş' },
    description: 'Name of what is done, such as `identity.send-invitation`.',
    privacy: 'none',
    list: true,
  })
  job!: string

  @Choice({
    name: 'BackgroundJobState',
    label: { en: 'State', tr: 'Durum' },
    values: {
      QUEUED: { en: 'Waiting', tr: 'Bekliyor' },
      RUNNING: { en: 'Running', tr: 'Çalışıyor' },
      DONE: { en: 'Done', tr: 'Tamamlandı' },
      FAILED: { en: 'Failed', tr: 'Başarısız' },
      DISCARDED: { en: 'Discarded', tr: 'Vazgeçildi' },
    },
    default: 'QUEUED',
    list: true,
  })
  state!: BackgroundJobState

  @Integer({
    label: { en: 'Tries', tr: 'Deneme' },
    description: 'Tries so far, the one that is running included; from the last time it was queued by hand.',
    privacy: 'none',
    default: 0,
    list: true,
  })
  attempts!: number

  @Instant({ label: { en: 'Due', tr: 'Zamanı' }, privacy: 'none', list: true })
  dueAt!: Date

  @Instant({ label: { en: 'Queued', tr: 'Sıraya giriş' }, privacy: 'none' })
  queuedAt!: Date

  @Instant({ label: { en: 'Last try', tr: 'Son deneme' }, privacy: 'none', optional: true })
  startedAt!: Date | null

  @Instant({ label: { en: 'Ended', tr: 'Bitiş' }, privacy: 'none', optional: true })
  finishedAt!: Date | null

  @Text({
    label: { en: 'Error', tr: 'Hata' },
    description: 'Code or class of the last failure.',
    privacy: 'none',
    optional: true,
    list: true,
  })
  errorCode!: string | null

  @Text({
    label: { en: 'What went wrong', tr: 'Ne oldu' },
    description:
      'A sentence of our own about the last failure; never the text of a database or of another service.',
    privacy: 'none',
    optional: true,
  })
  error!: string | null

  @Text({
    label: { en: 'Request', tr: 'İstek' },
    description: 'Id of the request that queued it; it leads to the log.',
    privacy: 'none',
    optional: true,
  })
  requestId!: string | null
}
