import { type Reader, Statement } from '../../schema/index.ts'
import type { TaxClass } from './tax-rate.ts'

/** One rate of one class from a day on. */
export interface EffectiveRate {
  readonly taxClass: TaxClass
  /** Hundredths of a percent: 2000 is 20 %. */
  readonly rateBasisPoints: number
  readonly validFrom: string
  readonly source: 'LAW' | 'OWN'
}

/**
 * Turkish value added tax (KDV): 18, 8 and 1 % under decree 2007/13033 (in force 2008-01-01), 20, 10 and 1 % since
 * presidential decision 7346 (Official Gazette of 2023-07-07 no. 32241, in force 2023-07-10).
 */
const byLaw: readonly EffectiveRate[] = [
  { taxClass: 'STANDARD', rateBasisPoints: 1800, validFrom: '2008-01-01', source: 'LAW' },
  { taxClass: 'REDUCED', rateBasisPoints: 800, validFrom: '2008-01-01', source: 'LAW' },
  { taxClass: 'LOW', rateBasisPoints: 100, validFrom: '2008-01-01', source: 'LAW' },
  { taxClass: 'STANDARD', rateBasisPoints: 2000, validFrom: '2023-07-10', source: 'LAW' },
  { taxClass: 'REDUCED', rateBasisPoints: 1000, validFrom: '2023-07-10', source: 'LAW' },
]

export const taxClasses: readonly TaxClass[] = ['STANDARD', 'REDUCED', 'LOW']

/** Every rate there was, is and is known to come, newest first. */
export async function taxHistory(read: Reader): Promise<EffectiveRate[]> {
  const statement = new Statement(read.principal.tenantId)
  // Of two that begin on the same day, the one that was entered later replaces the other.
  const plan = `
    select coalesce(json_agg(r), '[]'::json) from (
      select distinct on (tax_class, valid_from) tax_class as "taxClass", rate_basis_points as "rateBasisPoints",
        to_char(valid_from, 'YYYY-MM-DD') as "validFrom", 'OWN' as source
      from tax_rates where tenant_id = ${statement.tenant} and archived_at is null
      order by tax_class, valid_from, id desc) r`
  const own = (await read.ask(statement, plan)) as EffectiveRate[]
  return [...byLaw, ...own].sort(
    (one, other) =>
      other.validFrom.localeCompare(one.validFrom) ||
      Number(one.source === 'LAW') - Number(other.source === 'LAW'),
  )
}

/** The rate of each class on a day. */
export async function taxTable(read: Reader, day: string): Promise<EffectiveRate[]> {
  return ratesOn(await taxHistory(read), day)
}

/** The rate of each class on a day of a history; a class that no rate reaches back to is missing. */
export function ratesOn(history: readonly EffectiveRate[], day: string): EffectiveRate[] {
  return taxClasses.flatMap(
    (taxClass) => history.find((rate) => rate.taxClass === taxClass && rate.validFrom <= day) ?? [],
  )
}
