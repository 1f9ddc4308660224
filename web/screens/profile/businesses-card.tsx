import { createSignal, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Surface } from '../../components/surface.tsx'
import { leaveTenantMutation } from '../../data/account.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { useSession } from '../../session.tsx'
import { BusinessList } from '../../shell/business-list.tsx'
import { createAccountForm } from '../account/account-form.ts'
import { Problem } from '../account/account-frame.tsx'
import { profileWords } from './words.ts'

/** The viewer's businesses: going from one to another, and leaving the present one. */
export function BusinessesCard() {
  const say = useWords(profileWords)
  const [isLeaving, setLeaving] = createSignal(false)
  return (
    <section class="card" aria-labelledby="profile-businesses">
      <header class="card-head">
        <h2 id="profile-businesses">{say('businesses')}</h2>
      </header>
      <BusinessList />
      <div class="card-body">
        <Button look="ghost" icon="exit" onClick={() => setLeaving(true)}>
          {say('leave')}
        </Button>
      </div>
      <Show when={isLeaving()}>
        <Leaving onClose={() => setLeaving(false)} />
      </Show>
    </section>
  )
}

function Leaving(props: { onClose: () => void }) {
  const say = useWords(profileWords)
  const { viewer } = useSession()
  const form = createAccountForm()
  const leave = async () => {
    if (await form.send(leaveTenantMutation, 'leaveTenant', {})) location.assign('/')
  }
  return (
    <Surface
      title={say('leave')}
      onClose={props.onClose}
      task
      centre
      foot={
        <div class="row">
          <Button look="danger" disabled={form.isBusy()} onClick={() => void leave()}>
            {say('leaveDo')}
          </Button>
          <Button look="ghost" onClick={() => props.onClose()}>
            {say('cancel')}
          </Button>
        </div>
      }
    >
      <p>{say('leaveSure', { tenant: viewer.tenant.name })}</p>
      <Problem text={form.problem()} />
    </Surface>
  )
}
