import type { AnyVariables } from '@urql/core'
import { createSignal } from 'solid-js'
import { mutate } from '../../data/client.ts'
import type { Document } from '../../data/document.ts'
import { errorOf, outcome, type UserError } from '../../data/payload.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { accountWords } from './words.ts'

/** The secret of the link that was opened. It stands behind the #, which no server sees. */
export function linkToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token')
}

/** On into the panel, with a page of its own: nothing of the form stays behind, nor the secret in the address. */
export function enterPanel() {
  location.replace('/')
}

/** Sends one form and keeps what is wrong with it: per field, and as a whole. */
export function createAccountForm() {
  const say = useWords(accountWords)
  const [errors, setErrors] = createSignal<readonly UserError[]>([])
  const [problem, setProblem] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)

  /** The payload when all went well; else undefined, and the form says why. */
  async function send<Payload extends { userErrors: UserError[] }, Variables extends AnyVariables>(
    text: Document<Record<string, Payload>, Variables>,
    name: string,
    variables: Variables,
    fields: readonly string[] = [],
  ): Promise<Payload | undefined> {
    setBusy(true)
    setErrors([])
    setProblem(undefined)
    const result = outcome<Payload>(await mutate(text, variables), name)
    setBusy(false)
    if (result.is === 'done') return result.result
    if (result.is === 'failed') {
      setProblem(
        result.error.code === 'NETWORK'
          ? say('network')
          : result.error.code === 'THROTTLED'
            ? say('throttled', { minutes: /\d+/.exec(result.error.message)?.[0] ?? '15' })
            : say('failed'),
      )
      return undefined
    }
    setErrors(result.errors)
    const general = result.errors.find((error) => !fields.includes(error.field?.at(-1) ?? ''))
    setProblem(general?.message)
    return undefined
  }
  return {
    send,
    isBusy,
    problem,
    code: () => errors()[0]?.code,
    errorOf: (field: string) => errorOf(errors(), field),
  }
}
