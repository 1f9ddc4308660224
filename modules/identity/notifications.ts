import type { NotificationKind, Work } from '../../schema/index.ts'

/** What an owner or a manager wants to know of the team and of what the business uses. */
export const identityNotifications: readonly NotificationKind[] = [
  {
    key: 'member.joined',
    title: { en: 'Somebody joins the team', tr: 'Ekibe biri katıldığında' },
    on: ['membership.joined'],
    roles: ['owner', 'manager'],
    words: { en: '{name} joined the team.', tr: '{name} ekibe katıldı.' },
    wordsWithoutSubject: { en: 'Somebody joined the team.', tr: 'Ekibe biri katıldı.' },
    path: '/settings/users',
    recipients: leaders,
    values: async ({ subject }) => ({ name: String(subject.name) }),
  },
  {
    key: 'module.switched-off',
    title: { en: 'A module is switched off', tr: 'Bir modül kapatıldığında' },
    on: ['module.switched.off'],
    roles: ['owner', 'manager'],
    words: { en: '{actor} switched a module off: {module}', tr: '{actor} bir modülü kapattı: {module}' },
    wordsWithoutSubject: { en: 'A module was switched off.', tr: 'Bir modül kapatıldı.' },
    path: '/settings/modules',
    recipients: leaders,
    values: async ({ facts, context }) => ({
      module: context.set.titles[String(facts.module)]?.[context.locale] ?? '',
    }),
  },
]

async function leaders(work: Work): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    "select id from memberships where tenant_id = $1 and role in ('OWNER', 'MANAGER') and status = 'ACTIVE'",
    [work.principal.tenantId],
  )
  return rows.map(({ id }) => id)
}
