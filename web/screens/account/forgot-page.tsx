import { createSignal, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { requestResetMutation } from '../../data/account.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { createAccountForm } from './account-form.ts'
import { AccountFrame, Problem } from './account-frame.tsx'
import { accountWords } from './words.ts'

/** Asks for a link for a new password. Says the same for every address. */
export function ForgotPage() {
  const say = useWords(accountWords)
  const form = createAccountForm()
  const [email, setEmail] = createSignal('')
  const [isSent, setSent] = createSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = { email: email().trim() }
    if (await form.send(requestResetMutation, 'requestPasswordReset', { input })) setSent(true)
  }
  return (
    <Show
      when={!isSent()}
      fallback={
        <AccountFrame title={say('checkMail')} hint={say('resetSent', { email: email().trim() })}>
          <p class="meta">{say('spam')}</p>
          <a class="button is-wide" href="/">
            {say('toSignIn')}
          </a>
        </AccountFrame>
      }
    >
      <AccountFrame
        title={say('forgotTitle')}
        hint={say('forgotHint')}
        foot={<a href="/">{say('toSignIn')}</a>}
      >
        <form class="stack" onSubmit={submit}>
          <TextField
            label={say('email')}
            type="email"
            autocomplete="username"
            autocapitalize="off"
            required
            value={email()}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <Problem text={form.problem()} />
          <Button type="submit" look="primary" wide disabled={form.isBusy()}>
            {say('sendLink')}
          </Button>
        </form>
      </AccountFrame>
    </Show>
  )
}
