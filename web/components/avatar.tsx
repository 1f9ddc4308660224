import { useI18n } from '../i18n/i18n.tsx'
import { toneOf } from './tone.ts'

/** A person's initials on the person's own tone; `tone` wins where a record carries one (staff do). */
export function Avatar(props: { name: string; tone?: string | null; size?: 'medium' | 'large' }) {
  const { f } = useI18n()
  return (
    <span
      class={`avatar tone-${toneOf(props.name, props.tone)}`}
      classList={{ [`is-${props.size}`]: Boolean(props.size) }}
      aria-hidden="true"
    >
      {f.initials(props.name)}
    </span>
  )
}
