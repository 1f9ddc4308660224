import { createSignal, Show } from 'solid-js'
import { Button } from '../components/button.tsx'
import { TextField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { mutate } from '../data/client.ts'
import { signInMutation } from '../data/session.graphql.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { setPreferences } from '../preferences.ts'

const words = {
  forgot: { tr: 'Parolamı unuttum', en: 'I forgot my password' },
  noAccount: { tr: 'Lonca’da yeni misiniz?', en: 'New to Lonca?' },
  signUp: { tr: 'Hesap açın', en: 'Open an account' },
} as const

/** E-mail and password; the session then lives in a cookie that scripts cannot read. */
export function SignIn(props: { onDone: () => void }) {
  const { t, locale } = useI18n()
  const say = useWords(words)
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)

  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    const { data, error } = await mutate(signInMutation, {
      input: { email: email().trim(), password: password(), cookie: true },
    })
    setBusy(false)
    const refused = data?.signIn.userErrors[0]
    if (refused) setProblem(refused.message)
    else if (error) setProblem(error.code === 'NETWORK' ? t('error.network') : error.message)
    else props.onDone()
  }
  return (
    <main class="sign-in">
      <header class="row-between">
        <span class="row">
          <Mark size={32} />
          <span class="wordmark">Lonca</span>
        </span>
        <Button
          look="ghost"
          icon="globe"
          onClick={() => setPreferences({ chosenLocale: locale() === 'tr' ? 'en' : 'tr' })}
        >
          {locale() === 'tr' ? 'English' : 'Türkçe'}
        </Button>
      </header>
      <form class="card sign-in-card" onSubmit={submit}>
        <div>
          <h1>{t('signIn.title')}</h1>
          <p class="text-2">{t('signIn.hint')}</p>
        </div>
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autocomplete="username"
          autocapitalize="off"
          required
          value={email()}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <TextField
          label={t('signIn.password')}
          type="password"
          name="password"
          autocomplete="current-password"
          required
          value={password()}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <Show when={problem()}>
          {(text) => (
            <p class="notice is-bad" role="alert">
              <Icon name="alert" />
              {text()}
            </p>
          )}
        </Show>
        <Button type="submit" look="primary" wide disabled={busy()}>
          {t('signIn.do')}
        </Button>
        <a class="quiet-link" href="/forgot">
          {say('forgot')}
        </a>
      </form>
      <p class="text-2 sign-in-foot">
        {say('noAccount')}{' '}
        <a class="quiet-link" href="/signup">
          {say('signUp')}
        </a>
      </p>
    </main>
  )
}
