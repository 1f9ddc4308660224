import { A, useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Avatar } from '../components/avatar.tsx'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { BusinessSwitcher } from './business-switcher.tsx'
import { isCurrent } from './navigation.ts'

/** The left rail of wide screens: at most seven places, the import and the settings for those who may, and the person. */
export function Rail() {
  const { t, f } = useI18n()
  const { panel, viewer, can } = useSession()
  const location = useLocation()
  return (
    <aside class="rail" aria-label={t('nav.rail')}>
      <A class="rail-logo" href="/" aria-label={t('nav.home')}>
        <Mark />
        <span class="rail-label wordmark">Lonca</span>
      </A>
      <BusinessSwitcher />
      <nav aria-label={t('nav.main')}>
        <For each={panel.navigation}>
          {(item) => (
            <A
              class="rail-item"
              href={item.path}
              title={f.text(item.label)}
              aria-current={isCurrent(item, location.pathname) ? 'page' : undefined}
            >
              <Icon name={item.icon} />
              <span class="rail-label">{f.text(item.label)}</span>
            </A>
          )}
        </For>
      </nav>
      <div class="rail-foot">
        <Show when={can('import') && !panel.navigation.some((item) => item.path === '/import')}>
          <A
            class="rail-item"
            href="/import"
            title={t('import.title')}
            aria-current={location.pathname.startsWith('/import') ? 'page' : undefined}
          >
            <Icon name="upload" />
            <span class="rail-label">{t('import.title')}</span>
          </A>
        </Show>
        <A
          class="rail-item"
          href="/settings"
          title={t('settings')}
          aria-current={location.pathname.startsWith('/settings') ? 'page' : undefined}
        >
          <Icon name="settings" />
          <span class="rail-label">{t('settings')}</span>
        </A>
        <A class="rail-person" href="/profile" title={t('profile.title')}>
          <Avatar name={viewer.user.name} tone="slate" />
          <span>
            <b>{viewer.user.name}</b>
            <span class="meta text-3">{t(`role.${viewer.role}`)}</span>
          </span>
        </A>
      </div>
    </aside>
  )
}
