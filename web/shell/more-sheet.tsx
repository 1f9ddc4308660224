import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Avatar } from '../components/avatar.tsx'
import { Icon } from '../components/icon.tsx'
import { Surface } from '../components/surface.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { canInstall, install, installsFromMenu } from '../installed.ts'
import { profileWords } from '../screens/profile/words.ts'
import { useSession } from '../session.tsx'
import { BusinessList } from './business-list.tsx'
import { bottomItems } from './navigation.ts'

/** The places that did not fit in the bottom bar, the import, the settings, and the person. */
export function MoreSheet(props: { onClose: () => void }) {
  const { t, f } = useI18n()
  const say = useWords(profileWords)
  const { panel, viewer, can } = useSession()
  const rest = () => panel.navigation.filter((item) => !bottomItems(panel.navigation).includes(item))
  const Row = (row: { href: string; icon: string; label: string }) => (
    <A class="list-row" href={row.href} onClick={props.onClose}>
      <span class="icon-lead">
        <Icon name={row.icon} />
      </span>
      <span class="row-text">
        <b>{row.label}</b>
      </span>
      <Icon name="right" />
    </A>
  )
  return (
    <Surface title={viewer.tenant.name} subtitle={f.text(panel.blueprint.title)} onClose={props.onClose} task>
      <Show when={viewer.memberships.length > 1}>
        <details class="card business-card">
          <summary class="list-row">
            <span class="icon-lead">
              <Icon name="building" />
            </span>
            <span class="row-text">
              <b>{viewer.tenant.name}</b>
              <span>{say('chooseBusiness')}</span>
            </span>
            <Icon name="chevron" />
          </summary>
          <BusinessList />
        </details>
      </Show>
      <div class="card">
        <For each={rest()}>
          {(item) => <Row href={item.path} icon={item.icon} label={f.text(item.label)} />}
        </For>
        <Show when={can('import') && !panel.navigation.some((item) => item.path === '/import')}>
          <Row href="/import" icon="upload" label={t('import.title')} />
        </Show>
        <Row href="/settings" icon="settings" label={t('settings')} />
      </div>
      <div class="card">
        <A class="list-row" href="/profile" onClick={props.onClose}>
          <Avatar name={viewer.user.name} tone="slate" />
          <span class="row-text">
            <b>{viewer.user.name}</b>
            <span>{t(`role.${viewer.role}`)}</span>
          </span>
          <Icon name="right" />
        </A>
      </div>
      <Show when={canInstall() || installsFromMenu()}>
        <div class="card">
          <button type="button" class="list-row" disabled={!canInstall()} onClick={() => void install()}>
            <span class="icon-lead">
              <Icon name="screen" />
            </span>
            <span class="row-text">
              <b>{t('install')}</b>
              <span>{canInstall() ? t('install.hint') : t('install.menu')}</span>
            </span>
          </button>
        </div>
      </Show>
    </Surface>
  )
}
