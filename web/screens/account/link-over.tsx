import { Show } from 'solid-js'
import { useWords } from '../../i18n/i18n.tsx'
import { AccountFrame } from './account-frame.tsx'
import { accountWords } from './words.ts'

/** A link that no longer works: why, and where to go from here. */
export function LinkOver(props: { why: string; next?: { href: string; label: string } }) {
  const say = useWords(accountWords)
  return (
    <AccountFrame title={say('linkOver')} hint={props.why}>
      <Show when={props.next}>
        {(next) => (
          <a class="button is-primary is-wide" href={next().href}>
            {next().label}
          </a>
        )}
      </Show>
      <a class={`button is-wide ${props.next ? 'is-ghost' : 'is-primary'}`} href="/">
        {say('toSignIn')}
      </a>
    </AccountFrame>
  )
}
