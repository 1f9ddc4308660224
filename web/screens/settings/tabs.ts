import { type Component, lazy } from 'solid-js'
import type { Viewer } from '../../data/panel.ts'
import type { Locale } from '../../i18n/format.ts'

export type SettingsGroup = 'business' | 'team' | 'links' | 'watch'

/** One part of the settings: a tab on desktops, a row of a list on phones, at `/settings/<key>`. */
export interface SettingsTab {
  key: string
  /** Tabs that belong together stand together. */
  group: SettingsGroup
  icon: string
  words: Readonly<Record<Locale, string>>
  /** Whoever holds one of these built-in roles sees the tab; its data is guarded by the API all the same. */
  roles: readonly Viewer['role'][]
  /** Drawn below the tab line, without a page frame of its own. Loaded when it is first opened. */
  screen: Component
}

const leaders = ['OWNER', 'MANAGER'] as const
const everyone = ['OWNER', 'MANAGER', 'STAFF'] as const

/** Every tab, group by group, in the order it is shown. A new one is a line here and a folder beside this file. */
const tabs: readonly SettingsTab[] = [
  {
    key: 'business',
    group: 'business',
    icon: 'building',
    words: { tr: 'İşletme', en: 'Business' },
    roles: leaders,
    screen: lazy(() =>
      import('./business/business-tab.tsx').then((module) => ({ default: module.BusinessTab })),
    ),
  },
  {
    key: 'hours',
    group: 'business',
    icon: 'clock',
    words: { tr: 'Saatler', en: 'Hours' },
    roles: leaders,
    screen: lazy(() => import('./hours/hours-tab.tsx').then((module) => ({ default: module.HoursTab }))),
  },
  {
    key: 'language',
    group: 'business',
    icon: 'globe',
    words: { tr: 'Dil', en: 'Language' },
    roles: leaders,
    screen: lazy(() =>
      import('./language/language-tab.tsx').then((module) => ({ default: module.LanguageTab })),
    ),
  },
  {
    key: 'taxes',
    group: 'business',
    icon: 'coins',
    words: { tr: 'Vergiler', en: 'Taxes' },
    roles: leaders,
    screen: lazy(() => import('./taxes/taxes-tab.tsx').then((module) => ({ default: module.TaxesTab }))),
  },
  {
    key: 'sector',
    group: 'business',
    icon: 'box',
    words: { tr: 'Sektör', en: 'Sector' },
    roles: leaders,
    screen: lazy(() => import('./sector/sector-tab.tsx').then((module) => ({ default: module.SectorTab }))),
  },
  {
    key: 'users',
    group: 'team',
    icon: 'users',
    words: { tr: 'Kullanıcılar', en: 'Users' },
    roles: leaders,
    screen: lazy(() => import('./users/users-tab.tsx').then((module) => ({ default: module.UsersTab }))),
  },
  {
    key: 'roles',
    group: 'team',
    icon: 'lock',
    words: { tr: 'Roller ve modüller', en: 'Roles and modules' },
    roles: leaders,
    screen: lazy(() => import('./roles/roles-tab.tsx').then((module) => ({ default: module.RolesTab }))),
  },
  {
    key: 'notifications',
    group: 'team',
    icon: 'bell',
    words: { tr: 'Bildirimler', en: 'Notifications' },
    roles: everyone,
    screen: lazy(() =>
      import('./notifications/notifications-tab.tsx').then((module) => ({
        default: module.NotificationsTab,
      })),
    ),
  },
  {
    key: 'files',
    group: 'links',
    icon: 'file',
    words: { tr: 'Dosyalar', en: 'Files' },
    roles: leaders,
    screen: lazy(() => import('./files/files-tab.tsx').then((module) => ({ default: module.FilesTab }))),
  },
  {
    key: 'providers',
    group: 'links',
    icon: 'bolt',
    words: { tr: 'Bağlantılar', en: 'Connections' },
    roles: ['OWNER'],
    screen: lazy(() =>
      import('./providers/providers-tab.tsx').then((module) => ({ default: module.ProvidersTab })),
    ),
  },
  {
    key: 'keys',
    group: 'links',
    icon: 'shield',
    words: { tr: 'API anahtarları', en: 'API keys' },
    roles: ['OWNER'],
    screen: lazy(() => import('./keys/keys-tab.tsx').then((module) => ({ default: module.KeysTab }))),
  },
  {
    key: 'audit',
    group: 'watch',
    icon: 'history',
    words: { tr: 'Denetim kaydı', en: 'Audit log' },
    roles: leaders,
    screen: lazy(() => import('./audit/audit-tab.tsx').then((module) => ({ default: module.AuditTab }))),
  },
  {
    key: 'system',
    group: 'watch',
    icon: 'gauge',
    words: { tr: 'Sistem', en: 'System' },
    roles: leaders,
    screen: lazy(() => import('./system/system-tab.tsx').then((module) => ({ default: module.SystemTab }))),
  },
]

/** The tabs this role may open; nobody is shown a settings entry that leads nowhere. */
export function settingsTabs(role: Viewer['role']): readonly SettingsTab[] {
  return tabs.filter((tab) => tab.roles.includes(role))
}
