import { createSignal, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { Surface } from '../components/surface.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { profileWords } from '../screens/profile/words.ts'
import { useSession } from '../session.tsx'
import { BusinessList } from './business-list.tsx'

/** The business on the rail; for whoever belongs to several, a button that opens the list of them. */
export function BusinessSwitcher() {
  const say = useWords(profileWords)
  const { f } = useI18n()
  const { viewer, panel } = useSession()
  const [isOpen, setOpen] = createSignal(false)
  const Inside = () => (
    <>
      <Icon name="building" />
      <span>
        <b>{viewer.tenant.name}</b>
        <span class="meta text-3">{f.text(panel.blueprint.title)}</span>
      </span>
    </>
  )
  return (
    <Show
      when={viewer.memberships.length > 1}
      fallback={
        <div class="rail-tenant" title={viewer.tenant.name}>
          <Inside />
        </div>
      }
    >
      <button
        type="button"
        class="rail-tenant"
        title={`${viewer.tenant.name} · ${say('chooseBusiness')}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Inside />
        <span class="rail-tenant-more">
          <Icon name="chevron" />
        </span>
      </button>
      <Show when={isOpen()}>
        <Surface title={say('chooseBusiness')} onClose={() => setOpen(false)} task centre>
          <div class="card">
            <BusinessList />
          </div>
        </Surface>
      </Show>
    </Show>
  )
}
