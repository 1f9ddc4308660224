/**
 * Owns the memory of the business: the event log as people read it, and the live updates that follow it. It writes
 * no events (each verb tells its own) and never changes one.
 */
import { defineModule } from '../../schema/index.ts'
import { EventsResolver } from './events.resolver.ts'
import { LiveResolver } from './live.resolver.ts'

export { type Change, type ChangeRequest, type Live, liveKey } from './live.ts'

export const audit = defineModule({
  key: 'audit',
  switchable: false,
  title: { en: 'History', tr: 'Geçmiş' },
  resolvers: [EventsResolver, LiveResolver],
})
