import type { Migration } from '@mikro-orm/migrations'
import { Episodes } from './0001-episodes.ts'

/** The migrations of the dental blueprint, in the order in which they run. A name that has run somewhere is never changed. */
export const dentalMigrations: {
  name: string
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration
}[] = [{ name: '0001-episodes', class: Episodes }]
