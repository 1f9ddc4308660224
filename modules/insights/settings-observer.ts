import type { ChangeObserver, Measure, Work } from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { rebuildMeasures } from './measures-kept.ts'

interface Settings {
  readonly timeZone: string
  readonly currency: string
}

/** Days of figures begin in the tenant's time zone: when that (or the currency) changes, all are counted anew. */
export class SettingsObserver implements ChangeObserver {
  readonly #before = new WeakMap<Work, Settings>()

  constructor(private readonly measures: readonly Measure[]) {}

  record = () => Tenant

  async before(work: Work): Promise<void> {
    // Before the row is changed: whoever counts in the old time zone has ended, whoever starts now will wait.
    await work.sql('select pg_advisory_xact_lock(lonca_measure_key($1))', [work.principal.tenantId])
    const settings = await readSettings(work)
    if (settings) this.#before.set(work, settings)
  }

  async after(work: Work): Promise<void> {
    const before = this.#before.get(work)
    const after = await readSettings(work)
    if (!before || !after) return
    if (before.timeZone !== after.timeZone || before.currency !== after.currency)
      await rebuildMeasures(work, this.measures)
  }
}

async function readSettings(work: Work): Promise<Settings | undefined> {
  const [settings] = await work.sql<{ timeZone: string; currency: string }>(
    'select time_zone as "timeZone", currency from tenants where tenant_id = $1',
    [work.principal.tenantId],
  )
  return settings
}
