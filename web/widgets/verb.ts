import { createSignal } from 'solid-js'
import { toast } from '../components/toast.tsx'
import { mutate } from '../data/client.ts'
import type { UserError } from '../data/payload.ts'
import { useI18n } from '../i18n/i18n.tsx'

/**
 * Runs mutations from a blueprint's component: a refusal or failure is told in a toast, success in `done` if given.
 * Each document has one mutation with one `input`; the answer is its payload, or undefined when nothing was done.
 */
export function createVerb() {
  const { t } = useI18n()
  const [busy, setBusy] = createSignal(false)
  async function run<Payload extends { userErrors: UserError[] }>(
    document: string,
    input: Record<string, unknown>,
    done?: string,
  ): Promise<Payload | undefined> {
    setBusy(true)
    const { data, error } = await mutate<Record<string, Payload>, { input: Record<string, unknown> }>(
      document,
      { input },
    )
    setBusy(false)
    const payload = Object.entries(data ?? {}).find(([name]) => name !== '__typename')?.[1]
    const refusal = payload?.userErrors[0]?.message
    if (refusal || !payload) {
      toast(refusal ?? t(error?.code === 'NETWORK' ? 'error.network' : 'error.other'), { icon: 'alert' })
      return undefined
    }
    if (done) toast(done)
    return payload
  }
  return { busy, run }
}
