/** A text a person reads, in every language the product speaks. */
export interface Words {
  readonly en: string
  readonly tr: string
}

export type Locale = keyof Words

export const locales: readonly Locale[] = ['tr', 'en']
