import { limitWords } from './limit.ts'
import { obviousWords } from './obvious.ts'
import { postgraphileWords } from './postgraphile.ts'
import { productWords } from './product.ts'
import type { ServerName, Words } from './words.ts'

export { type ServerName, serverNames, type Words } from './words.ts'

export const wordsOf: Readonly<{ [name in ServerName]: Words }> = {
  product: productWords,
  limit: limitWords,
  postgraphile: postgraphileWords,
  obvious: obviousWords,
}
