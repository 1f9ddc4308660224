import { defineJob, type Work } from '../../schema/index.ts'

/** How long what is over stays to be looked at. */
const keptDays = { done: 7, failed: 90 }
const atATime = 1_000

/** Removes jobs that are over and Idempotency-Keys whose time is up. */
export const prune = defineJob({
  name: 'jobs.prune',
  title: { en: 'Remove old jobs', tr: 'Eski işleri kaldır' },
  run: async (context, _payload, { signal }) => {
    for (const remove of [
      oldJobs('DONE', keptDays.done),
      oldJobs('DISCARDED', keptDays.done),
      oldJobs('FAILED', keptDays.failed),
      oldKeys,
    ]) {
      while ((await context.write(remove)) === atATime) signal.throwIfAborted()
    }
  },
})

function oldJobs(state: string, days: number) {
  return async (work: Work): Promise<number> => {
    const before = new Date(work.now.getTime() - days * 24 * 3_600_000)
    const removed = await work.sql(
      `delete from background_jobs where tenant_id = $1 and id in (
         select id from background_jobs where tenant_id = $1 and state = $2 and finished_at < $3 limit ${atATime})
       returning id`,
      [work.principal.tenantId, state, before.toISOString()],
    )
    return removed.length
  }
}

async function oldKeys(work: Work): Promise<number> {
  const removed = await work.sql(
    `delete from idempotency_keys where tenant_id = $1 and (principal_id, key) in (
       select principal_id, key from idempotency_keys where tenant_id = $1 and expires_at <= $2 limit ${atATime})
     returning key`,
    [work.principal.tenantId, work.now.toISOString()],
  )
  return removed.length
}
