import type { Migration } from '@mikro-orm/migrations'
import { Visits } from './0001-visits.ts'

/** The migrations of the hair and beauty blueprint, in the order in which they run. A name that has run somewhere is never changed. */
export const hairSalonMigrations: {
  name: string
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration
}[] = [{ name: '0001-visits', class: Visits }]
