import type { Migration } from '@mikro-orm/migrations'
import { Workshop } from './0001-workshop.ts'

/** The migrations of the car service blueprint, in the order in which they run. A name that has run somewhere is never changed. */
export const autoServiceMigrations: {
  name: string
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration
}[] = [{ name: '0001-workshop', class: Workshop }]
