import { Button } from '../../../components/button.tsx'
import { toast } from '../../../components/toast.tsx'
import { useWords } from '../../../i18n/i18n.tsx'
import { keysWords } from './words.ts'

/** The whole key, this once. */
export function SecretOnce(props: { secret: string }) {
  const w = useWords(keysWords)
  const copy = async () => {
    await navigator.clipboard.writeText(props.secret)
    toast(w('copied'))
  }
  return (
    <div class="stack">
      <div class="notice is-warning">
        <span class="grow">
          <b>{w('secretTitle')}.</b> {w('secretHint')}
        </span>
      </div>
      <code class="secret">{props.secret}</code>
      <Button icon="note" look="soft" onClick={() => void copy()}>
        {w('copy')}
      </Button>
    </div>
  )
}
