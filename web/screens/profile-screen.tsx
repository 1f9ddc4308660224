import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { preferences, setPreferences } from '../preferences.ts'
import { useSession } from '../session.tsx'
import { createTitle } from '../shell/frame.tsx'
import { BusinessesCard } from './profile/businesses-card.tsx'
import { PasswordCard } from './profile/password-card.tsx'
import { SessionsCard } from './profile/sessions-card.tsx'

/** How the panel looks and speaks on this device, and the way out. */
export function ProfileScreen() {
  const { t, f, locale } = useI18n()
  const { viewer, panel, signOut } = useSession()
  createTitle(() => ({ title: t('profile.title'), subtitle: viewer.tenant.name }))
  return (
    <div class="stack narrow-page">
      <section class="card">
        <div class="list-row">
          <Avatar name={viewer.user.name} size="medium" tone="slate" />
          <span class="row-text">
            <b>{viewer.user.name}</b>
            <span>
              {viewer.user.email} · {t(`role.${viewer.role}`)}
            </span>
          </span>
        </div>
        <div class="list-row">
          <span class="row-text">
            <b>{viewer.tenant.name}</b>
            <span>{f.text(panel.blueprint.title)}</span>
          </span>
        </div>
      </section>
      <section class="card settings">
        <div class="setting">
          <h2>{t('profile.theme')}</h2>
          <Segmented
            label={t('profile.theme')}
            value={preferences().theme}
            options={[
              { value: 'system', label: t('theme.system') },
              { value: 'light', label: t('theme.light') },
              { value: 'dark', label: t('theme.dark') },
            ]}
            onPick={(theme) => setPreferences({ theme })}
          />
        </div>
        <div class="setting">
          <h2>{t('profile.language')}</h2>
          <Segmented
            label={t('profile.language')}
            value={locale()}
            options={[
              { value: 'tr', label: 'Türkçe' },
              { value: 'en', label: 'English' },
            ]}
            onPick={(chosenLocale) => setPreferences({ chosenLocale })}
          />
        </div>
        <div class="setting on-desktop-row">
          <div>
            <h2>{t('profile.keys')}</h2>
            <p class="meta">{t('profile.keysHint')}</p>
          </div>
          <Segmented
            label={t('profile.keys')}
            value={preferences().letterKeys ? 'on' : 'off'}
            options={[
              { value: 'on', label: t('on') },
              { value: 'off', label: t('off') },
            ]}
            onPick={(value) => setPreferences({ letterKeys: value === 'on' })}
          />
        </div>
      </section>
      <BusinessesCard />
      <PasswordCard />
      <SessionsCard />
      <div>
        <Button icon="exit" onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      </div>
    </div>
  )
}
