import { defineJob, encodeId, recordMeta } from '../../schema/index.ts'
import { Appointment } from './appointment.ts'
import { moveToStatus } from './change-status.ts'

const atATime = 200

/**
 * Cancels appointments whose hold has expired. Their time is free from the moment of expiry on, whether this has run
 * or not; here the status follows.
 */
export const expireHolds = defineJob({
  name: 'calendar.expire-holds',
  title: { en: 'Cancel expired holds', tr: 'Süresi dolan tutmaları iptal et' },
  run: async (context, _payload, run) => {
    await context.write(async (work) => {
      const expired = await work.sql<{ id: string }>(
        `select a.id from appointments a
         where a.tenant_id = $1 and a.status = 'HELD' and a.archived_at is null and not exists (
           select from occupancies o where o.tenant_id = a.tenant_id and o.appointment_id = a.id and o.blocking
             and (o.expires_at is null or o.expires_at > $2))
         order by a.starts_at limit ${atATime}`,
        [work.principal.tenantId, work.now.toISOString()],
      )
      const { prefix } = recordMeta(Appointment)
      for (const { id } of expired) {
        const appointment = await work.change<Appointment>(Appointment, encodeId(prefix, id))
        appointment.cancelReason = 'OTHER'
        await moveToStatus(work, appointment, 'CANCELLED')
        const { version } = appointment
        work.tell('appointment.cancelled', appointment, { from: 'HELD', reason: 'OTHER', version })
      }
      await run.doneWith(work)
    })
  },
})
