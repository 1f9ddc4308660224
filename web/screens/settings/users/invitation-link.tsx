import { Button } from '../../../components/button.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../i18n/i18n.tsx'
import { usersWords } from './words.ts'

/** The link of an invitation where no mail can be sent; it is shown once. */
export function InvitationLink(props: { link: string }) {
  const w = useWords(usersWords)
  const copy = async () => {
    await navigator.clipboard.writeText(props.link)
    toast(w('copied'))
  }
  return (
    <div class="notice is-info secret-once">
      <span class="grow">
        <b>{w('linkTitle')}</b> {w('linkHint')}
        <code class="secret">{props.link}</code>
      </span>
      <Button icon="note" onClick={() => void copy()}>
        {w('copy')}
      </Button>
    </div>
  )
}
