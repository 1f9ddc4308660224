import { createSignal, Match, Show, Switch } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { confirmSignUpMutation, signUpMutation } from '../../data/account.graphql.ts'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { createAccountForm, enterPanel, linkToken } from './account-form.ts'
import { AccountFrame, Problem } from './account-frame.tsx'
import { LinkOver } from './link-over.tsx'
import { PasswordField } from './password-field.tsx'
import { accountWords } from './words.ts'

/** Opens an account, or completes one with the link that was mailed. */
export function SignUpPage() {
  const token = linkToken()
  return (
    <Show when={token} fallback={<OpenAccount />}>
      {(found) => <Confirm token={found()} />}
    </Show>
  )
}

function OpenAccount() {
  const say = useWords(accountWords)
  const { locale } = useI18n()
  const form = createAccountForm()
  const [name, setName] = createSignal('')
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [isMailed, setMailed] = createSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = {
      name: name(),
      email: email().trim(),
      password: password(),
      locale: locale(),
      cookie: true,
    }
    const done = await form.send(signUpMutation, 'signUp', { input }, ['name', 'email', 'password'])
    if (done?.session) enterPanel()
    else if (done?.isMailed) setMailed(true)
  }
  return (
    <Switch>
      <Match when={isMailed()}>
        <AccountFrame title={say('checkMail')} hint={say('signUpSent', { email: email().trim() })}>
          <p class="meta">{say('spam')}</p>
          <a class="button is-wide" href="/">
            {say('toSignIn')}
          </a>
        </AccountFrame>
      </Match>
      <Match when={true}>
        <AccountFrame
          title={say('signUpTitle')}
          hint={say('signUpHint')}
          foot={
            <>
              {say('haveAccount')} <a href="/">{say('signIn')}</a>
            </>
          }
        >
          <form class="stack" onSubmit={submit}>
            <TextField
              label={say('name')}
              autocomplete="name"
              required
              error={form.errorOf('name')}
              value={name()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <TextField
              label={say('email')}
              type="email"
              autocomplete="username"
              autocapitalize="off"
              required
              error={form.errorOf('email')}
              value={email()}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordField
              label={say('password')}
              isNew
              error={form.errorOf('password')}
              value={password()}
              onInput={setPassword}
            />
            <Problem text={form.problem()} />
            <Button type="submit" look="primary" wide disabled={form.isBusy()}>
              {say('signUp')}
            </Button>
          </form>
        </AccountFrame>
      </Match>
    </Switch>
  )
}

/** A button of its own: programs that open links of mails to look at them must not use the link up. */
function Confirm(props: { token: string }) {
  const say = useWords(accountWords)
  const form = createAccountForm()
  const confirm = async () => {
    const input = { token: props.token, cookie: true }
    if (await form.send(confirmSignUpMutation, 'confirmSignUp', { input })) enterPanel()
  }
  return (
    <Show
      when={form.code() !== 'LINK_OVER'}
      fallback={<LinkOver why={say('resetOver')} next={{ href: '/signup', label: say('signUpAgain') }} />}
    >
      <AccountFrame title={say('confirmTitle')} hint={say('confirmHint')}>
        <Problem text={form.problem()} />
        <Button look="primary" wide disabled={form.isBusy()} onClick={() => void confirm()}>
          {say('confirm')}
        </Button>
      </AccountFrame>
    </Show>
  )
}
