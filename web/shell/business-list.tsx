import { createSignal, For, Show } from 'solid-js'
import { Avatar } from '../components/avatar.tsx'
import { Icon } from '../components/icon.tsx'
import { toast } from '../components/toast.tsx'
import { switchTenantMutation } from '../data/account.graphql.ts'
import { mutate } from '../data/client.ts'
import { outcome } from '../data/payload.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { profileWords } from '../screens/profile/words.ts'
import { useSession } from '../session.tsx'

/** The viewer's businesses; another one opens with a page of its own, so that nothing of this one stays on the screen. */
export function BusinessList() {
  const say = useWords(profileWords)
  const { t } = useI18n()
  const { viewer } = useSession()
  const [isBusy, setBusy] = createSignal(false)
  const goTo = async (tenantId: string) => {
    setBusy(true)
    const result = outcome(await mutate(switchTenantMutation, { input: { tenantId } }), 'switchTenant')
    if (result.is === 'done') return location.assign('/')
    setBusy(false)
    toast(result.is === 'refused' ? (result.errors[0]?.message ?? say('failed')) : say('failed'), {
      icon: 'alert',
    })
  }
  return (
    <For each={viewer.memberships}>
      {(place) => (
        <Show
          when={!place.isCurrent}
          fallback={
            <div class="list-row is-chosen" aria-current="true">
              <Avatar name={place.tenantName} tone="slate" />
              <span class="row-text">
                <b>{place.tenantName}</b>
                <span>
                  {t(`role.${place.role}`)} · {say('here')}
                </span>
              </span>
              <Icon name="check" />
            </div>
          }
        >
          <button
            type="button"
            class="list-row"
            disabled={isBusy()}
            onClick={() => void goTo(place.tenantId)}
          >
            <Avatar name={place.tenantName} tone="slate" />
            <span class="row-text">
              <b>{place.tenantName}</b>
              <span>{t(`role.${place.role}`)}</span>
            </span>
            <Icon name="right" />
          </button>
        </Show>
      )}
    </For>
  )
}
