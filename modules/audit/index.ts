/**
 * Owns the memory of the business: the event log as people read and export it, and the live updates that follow it.
 * Each verb tells its own events; only that the log was exported is told here. It never changes one. Who looked at
 * health data is its own record, which the read seam writes beside each answer.
 */
import { defineModule } from '../../schema/index.ts'
import { AuditLogResolver } from './audit-log.resolver.ts'
import { HealthAccessResolver } from './health-access.resolver.ts'
import { HealthAccess } from './health-access.ts'
import { LiveResolver } from './live.resolver.ts'

export { auditCsv } from './audit-csv.ts'
export { type Change, type ChangeRequest, type Live, liveKey } from './live.ts'

export const audit = defineModule({
  key: 'audit',
  switchable: false,
  title: { en: 'History', tr: 'Geçmiş' },
  events: {
    'auditLog.exported': { en: 'Audit log exported', tr: 'Denetim kaydı dışa aktarıldı' },
  },
  records: [HealthAccess],
  resolvers: [AuditLogResolver, HealthAccessResolver, LiveResolver],
})
