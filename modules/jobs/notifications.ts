import type { NotificationKind } from '../../schema/index.ts'

/** Work that failed for good needs somebody to look at it. */
export const jobFailed: NotificationKind = {
  key: 'job.failed',
  title: { en: 'A background job failed for good', tr: 'Bir arka plan işi başarısız olduğunda' },
  on: ['job.failed'],
  roles: ['owner'],
  words: { en: 'A background job failed: {job}', tr: 'Bir arka plan işi başarısız oldu: {job}' },
  wordsWithoutSubject: { en: 'A background job failed.', tr: 'Bir arka plan işi başarısız oldu.' },
  path: '/settings/system',
  recipients: async (work) => {
    const rows = await work.sql<{ id: string }>(
      "select id from memberships where tenant_id = $1 and role = 'OWNER' and status = 'ACTIVE'",
      [work.principal.tenantId],
    )
    return rows.map(({ id }) => id)
  },
  values: async ({ subject }) => ({ job: String(subject.job) }),
}
