import { createSignal } from 'solid-js'
import { toast } from '../../components/toast.tsx'
import { mutate } from '../../data/client.ts'
import type { Document } from '../../data/document.ts'
import { errorOf, outcome, type UserError } from '../../data/payload.ts'
import { useI18n, useWords } from '../../i18n/i18n.tsx'
import { settingsWords } from './words.ts'

interface Saved {
  readonly userErrors: UserError[]
}

/** Sends what a form holds and keeps what came of it: what is wrong stays beside its field until the next try. */
export function createSaver<Payload extends Saved, Input extends object>(
  name: string,
  text: Document<Record<string, Payload>, { input: Input }>,
) {
  const { t } = useI18n()
  const say = useWords(settingsWords)
  const [errors, setErrors] = createSignal<readonly UserError[]>([])
  const [busy, setBusy] = createSignal(false)
  return {
    busy,
    errorOf: (field: string) => errorOf(errors(), field),
    /** What is wrong with none of these fields. */
    otherError: (...fields: string[]) =>
      errors().find((error) => !fields.includes(error.field?.at(-1) ?? ''))?.message,
    /** The payload when it went well; says so in a toast unless `said` is empty. */
    async save(input: Input, said: string = say('saved')): Promise<Payload | undefined> {
      setBusy(true)
      const result = outcome(await mutate(text, { input }), name)
      setBusy(false)
      if (result.is === 'done') {
        setErrors([])
        if (said) toast(said)
        return result.result
      }
      setErrors(
        result.is === 'refused' ? result.errors : [{ code: result.error.code, message: t('error.other') }],
      )
      return undefined
    },
  }
}
