import '../../styles/account.css'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { toast } from '../../components/toast.tsx'
import { changePasswordMutation } from '../../data/account.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { createAccountForm } from '../account/account-form.ts'
import { Problem } from '../account/account-frame.tsx'
import { PasswordField } from '../account/password-field.tsx'
import { profileWords } from './words.ts'

/** A new password, for whoever knows the present one. */
export function PasswordCard() {
  const say = useWords(profileWords)
  const [isOpen, setOpen] = createSignal(false)
  return (
    <section class="card" aria-labelledby="profile-password">
      <div class="setting">
        <div>
          <h2 id="profile-password">{say('password')}</h2>
          <p class="meta">{say('passwordHint')}</p>
        </div>
        <Show when={!isOpen()}>
          <Button icon="lock" onClick={() => setOpen(true)}>
            {say('change')}
          </Button>
        </Show>
      </div>
      <Show when={isOpen()}>
        <PasswordForm onClose={() => setOpen(false)} />
      </Show>
    </section>
  )
}

function PasswordForm(props: { onClose: () => void }) {
  const say = useWords(profileWords)
  const form = createAccountForm()
  const [current, setCurrent] = createSignal('')
  const [next, setNext] = createSignal('')
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = { currentPassword: current(), newPassword: next() }
    const fields = ['currentPassword', 'newPassword']
    if (!(await form.send(changePasswordMutation, 'changePassword', { input }, fields))) return
    toast(say('changed'))
    props.onClose()
  }
  return (
    <form class="card-body stack" onSubmit={submit}>
      <PasswordField
        label={say('current')}
        error={form.errorOf('currentPassword')}
        value={current()}
        onInput={setCurrent}
      />
      <PasswordField
        label={say('next')}
        isNew
        error={form.errorOf('newPassword')}
        value={next()}
        onInput={setNext}
      />
      <Problem text={form.problem()} />
      <div class="row">
        <Button type="submit" look="primary" disabled={form.isBusy()}>
          {say('change')}
        </Button>
        <Button look="ghost" onClick={() => props.onClose()}>
          {say('cancel')}
        </Button>
      </div>
    </form>
  )
}
