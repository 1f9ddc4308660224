import { type ChangeObserver, refuse, type Work } from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'

/** Sums are made over one currency: once there is money in the ledger, the business keeps the one it has. */
export class CurrencyLock implements ChangeObserver {
  readonly #before = new WeakMap<Work, string>()

  record = () => Tenant

  async before(work: Work): Promise<void> {
    this.#before.set(work, await currencyOf(work))
  }

  async after(work: Work): Promise<void> {
    const before = this.#before.get(work)
    if (before === undefined || before === (await currencyOf(work))) return
    const [line] = await work.sql('select 1 from revenue_events where tenant_id = $1 limit 1', [
      work.principal.tenantId,
    ])
    if (line) refuse('CURRENCY_IN_USE', ['currency'])
  }
}

async function currencyOf(work: Work): Promise<string> {
  const [tenant] = await work.sql<{ currency: string }>('select currency from tenants where tenant_id = $1', [
    work.principal.tenantId,
  ])
  return tenant?.currency ?? ''
}
