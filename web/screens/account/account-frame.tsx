import '../../styles/account.css'
import { type JSX, onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Mark } from '../../components/mark.tsx'
import { useI18n } from '../../i18n/i18n.tsx'
import { setPreferences } from '../../preferences.ts'

/** The frame of the pages that need no session: the name, the language, and one card. */
export function AccountFrame(props: {
  title: string
  hint?: JSX.Element
  children: JSX.Element
  foot?: JSX.Element
}) {
  const { locale } = useI18n()
  let heading!: HTMLHeadingElement
  onMount(() => {
    document.title = `${props.title} · Lonca`
    heading.focus()
    // A link of another mail, opened on this very page.
    const reload = () => location.reload()
    addEventListener('hashchange', reload)
    onCleanup(() => removeEventListener('hashchange', reload))
  })
  return (
    <main class="sign-in account">
      <header class="row-between">
        <a class="row account-home" href="/" aria-label="Lonca">
          <Mark size={32} />
          <span class="wordmark">Lonca</span>
        </a>
        <Button
          look="ghost"
          icon="globe"
          onClick={() => setPreferences({ chosenLocale: locale() === 'tr' ? 'en' : 'tr' })}
        >
          {locale() === 'tr' ? 'English' : 'Türkçe'}
        </Button>
      </header>
      <section class="card sign-in-card">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          <Show when={props.hint}>
            <p class="text-2">{props.hint}</p>
          </Show>
        </div>
        {props.children}
      </section>
      <Show when={props.foot}>
        <footer class="account-foot text-2">{props.foot}</footer>
      </Show>
    </main>
  )
}

/** What went wrong with the whole form. */
export function Problem(props: { text: string | undefined }) {
  return (
    <Show when={props.text}>
      {(text) => (
        <p class="notice is-bad" role="alert">
          <Icon name="alert" />
          {text()}
        </p>
      )}
    </Show>
  )
}
