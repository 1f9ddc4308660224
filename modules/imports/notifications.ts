import type { NotificationKind, RecordedEvent, Work } from '../../schema/index.ts'

/** Whoever started an import may have left its screen long ago. */
export const importNotifications: readonly NotificationKind[] = [
  {
    key: 'import.finished',
    title: { en: 'My import is done', tr: 'İçe aktarmam tamamlandığında' },
    on: ['import.finished'],
    words: { en: 'Import done: {file}', tr: 'İçe aktarma tamamlandı: {file}' },
    wordsWithoutSubject: { en: 'An import is done.', tr: 'Bir içe aktarma tamamlandı.' },
    path: '/import/{id}',
    roles: ['owner', 'manager'],
    tellsActor: true,
    recipients: whoStarted,
    values: async ({ subject }) => ({ file: String(subject.fileName) }),
  },
  {
    key: 'import.failed',
    title: { en: 'My import is interrupted', tr: 'İçe aktarmam yarıda kaldığında' },
    on: ['import.failed'],
    words: { en: 'Import interrupted: {file}', tr: 'İçe aktarma yarıda kaldı: {file}' },
    wordsWithoutSubject: { en: 'An import was interrupted.', tr: 'Bir içe aktarma yarıda kaldı.' },
    path: '/import/{id}',
    roles: ['owner', 'manager'],
    tellsActor: true,
    recipients: whoStarted,
    values: async ({ subject }) => ({ file: String(subject.fileName) }),
  },
]

async function whoStarted(work: Work, { subject }: RecordedEvent): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    'select started_by_id as id from import_runs where tenant_id = $1 and id = $2',
    [work.principal.tenantId, subject.id],
  )
  return rows.map(({ id }) => id)
}
