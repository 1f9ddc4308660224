import { createSignal, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { resetPasswordMutation } from '../../data/account.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { createAccountForm, enterPanel, linkToken } from './account-form.ts'
import { AccountFrame, Problem } from './account-frame.tsx'
import { LinkOver } from './link-over.tsx'
import { PasswordField } from './password-field.tsx'
import { accountWords } from './words.ts'

/** Where the link for a new password leads. */
export function ResetPage() {
  const say = useWords(accountWords)
  const form = createAccountForm()
  const token = linkToken()
  const [password, setPassword] = createSignal('')
  const [isDone, setDone] = createSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = { token: token ?? '', password: password(), cookie: true }
    const done = await form.send(resetPasswordMutation, 'resetPassword', { input }, ['password'])
    if (done?.session) enterPanel()
    else if (done) setDone(true)
  }
  return (
    <Show
      when={token && form.code() !== 'LINK_OVER'}
      fallback={<LinkOver why={say('resetOver')} next={{ href: '/forgot', label: say('askAgain') }} />}
    >
      <AccountFrame title={say('resetTitle')} hint={isDone() ? say('resetDone') : say('resetHint')}>
        <Show
          when={!isDone()}
          fallback={
            <a class="button is-primary is-wide" href="/">
              {say('signIn')}
            </a>
          }
        >
          <form class="stack" onSubmit={submit}>
            <PasswordField
              label={say('newPassword')}
              isNew
              error={form.errorOf('password')}
              value={password()}
              onInput={setPassword}
            />
            <Problem text={form.problem()} />
            <Button type="submit" look="primary" wide disabled={form.isBusy()}>
              {say('reset')}
            </Button>
          </form>
        </Show>
      </AccountFrame>
    </Show>
  )
}
