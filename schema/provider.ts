import type { RequestContext } from './context.ts'
import type { Words } from './words.ts'

/** What a provider is for. */
export type ProviderKind = 'EMAIL' | 'SMS' | 'CHAT' | 'PUSH' | 'PAYMENT' | 'INVOICE'

/** One thing that an account with a provider needs. */
export interface ProviderField {
  /** Unique in the provider; the key in its settings. */
  readonly name: string
  readonly label: Words
  /** How it is entered and checked. */
  readonly input: 'text' | 'email' | 'port' | 'flag'
  /** Kept sealed, and never shown again: people see that it is set and how it ends. */
  readonly secret?: boolean
  readonly required?: boolean
  /** What the form begins with. */
  readonly example?: string
}

/** Values of the fields that were given; secrets opened. */
export type ProviderValues = Readonly<Record<string, string>>

/** A service outside that a business may have an account with: a mail server, an SMS gateway, a bank. */
export interface ProviderDeclaration {
  /** Unique in the product, e.g. `smtp`. */
  readonly key: string
  readonly kind: ProviderKind
  readonly title: Words
  readonly description: Words
  readonly fields: readonly ProviderField[]
  /** Tries the account for real, e.g. with a message to the address; refuses with a code that its module declares. */
  readonly test?: (context: RequestContext, values: ProviderValues, address: string) => Promise<void>
}

/** Declares a provider; a module lists it under `providers`. Throws for two fields of one name. */
export function defineProvider(provider: ProviderDeclaration): ProviderDeclaration {
  const names = provider.fields.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`The provider ${provider.key} has two fields "${twice}": give one another name.`)
  return Object.freeze(provider)
}
