import { type Composition, newId, type ScheduleDeclaration } from '../../schema/index.ts'
import type { OperationSetting } from '../operation-context.ts'
import { slotAt } from './schedule-slots.ts'

const tenantsAtATime = 500

interface ScheduledTenant {
  readonly tenant_id: string
  readonly time_zone: string
  readonly created_at: string
}

/**
 * Queues what the clock starts: every schedule of every active tenant, once per slot however many processes do this.
 * A slot that was missed because nothing ran is made up for, the latest one only.
 */
export class Schedules {
  readonly #schedules: readonly ScheduleDeclaration[]
  readonly #queued = new Map<string, string>()
  #minute = Number.NaN

  constructor(
    private readonly setting: OperationSetting,
    composition: Composition,
  ) {
    this.#schedules = composition.modules.flatMap((module) => module.schedules ?? [])
  }

  /** Returns how many jobs were queued; does nothing twice within a minute, as no slot is shorter. */
  async queueSlots(): Promise<number> {
    const now = this.setting.clock.now()
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute === this.#minute || this.#schedules.length === 0) return 0
    const { rows } = await this.setting.pool.query<ScheduledTenant>(
      'select tenant_id, time_zone, created_at from scheduled_tenants()',
    )
    const due = rows.flatMap((tenant) => {
      const jobs = this.#dueOf(tenant, now)
      return jobs.length > 0 ? [{ tenant: tenant.tenant_id, jobs }] : []
    })
    let queued = 0
    for (let start = 0; start < due.length; start += tenantsAtATime) {
      const some = due.slice(start, start + tenantsAtATime)
      const answer = await this.setting.pool.query('select queue_slots($1, $2) as queued', [
        JSON.stringify(some),
        now,
      ])
      queued += answer.rows[0].queued
      for (const { tenant, jobs } of some)
        for (const { job, slot } of jobs) this.#queued.set(`${tenant} ${job}`, slot)
    }
    this.#minute = minute
    return queued
  }

  #dueOf({ tenant_id, time_zone, created_at }: ScheduledTenant, now: Date) {
    return this.#schedules.flatMap(({ job, every }) => {
      const { name, startsAt } = slotAt(every, now, time_zone)
      const isOlder = startsAt.getTime() < Date.parse(created_at)
      if (isOlder || this.#queued.get(`${tenant_id} ${job.name}`) === name) return []
      return [{ id: newId(), job: job.name, slot: name, payload: { slot: name } }]
    })
  }
}
