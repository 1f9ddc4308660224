import { recordMeta, type Work } from '../../../schema/index.ts'
import { Customer } from '../../customers/index.ts'
import { fold } from '../reading/index.ts'
import { type Remark, remark } from '../remarks.ts'
import { recordsByNumber } from '../writing/external-numbers.ts'

/** How a row of appointments names its customer. */
export interface NamedCustomer {
  readonly customerRef?: string | null
  readonly customerPhone?: string | null
  readonly customerName?: string | null
}

interface Known {
  readonly id: string
  readonly name: string
}

/**
 * Finds the customers of one batch. A number decides alone: whoever has a number that is unknown is not looked for by
 * other means, because a similar name may be somebody else. Without a number the telephone decides, among those who
 * share it the name, and without a telephone a name that only one customer has.
 */
export class CustomerFinder {
  readonly #byNumber = new Map<string, string>()
  readonly #byPhone = new Map<string, Known[]>()
  readonly #byName = new Map<string, Known[]>()

  static async of(work: Work, rows: readonly NamedCustomer[]): Promise<CustomerFinder> {
    const finder = new CustomerFinder()
    const given = (field: keyof NamedCustomer) => [
      ...new Set(
        rows.filter((row) => field === 'customerRef' || !row.customerRef).flatMap((row) => row[field] ?? []),
      ),
    ]
    await finder.#loadNumbers(work, given('customerRef'))
    await finder.#loadPhones(work, given('customerPhone'))
    await finder.#loadNames(work, given('customerName'))
    return finder
  }

  /** UUID of the customer, or why there is none. */
  find({ customerRef, customerPhone, customerName }: NamedCustomer): { id: string } | { remark: Remark } {
    if (customerRef) {
      const id = this.#byNumber.get(customerRef)
      return id
        ? { id }
        : { remark: remark('CUSTOMER_UNKNOWN', 'refused', { field: 'customerRef', given: customerRef }) }
    }
    const sharing = customerPhone ? (this.#byPhone.get(customerPhone) ?? []) : []
    const [only, second] = sharing
    if (only && !second) return { id: only.id }
    const named = sharing.filter(({ name }) => fold(name) === fold(customerName ?? ''))
    const candidates = named.length > 0 ? named : only ? [only] : this.#called(customerName)
    if (candidates.length === 1 && candidates[0]) return { id: candidates[0].id }
    const [field, text] = customerName
      ? ['customerName', customerName]
      : ['customerPhone', customerPhone ?? '']
    return {
      remark: remark(candidates.length > 1 ? 'CUSTOMER_AMBIGUOUS' : 'CUSTOMER_UNKNOWN', 'refused', {
        field,
        given: text,
      }),
    }
  }

  #called(name: string | null | undefined): Known[] {
    return name ? (this.#byName.get(fold(name)) ?? []) : []
  }

  async #loadNumbers(work: Work, numbers: string[]): Promise<void> {
    if (numbers.length === 0) return
    const typed = await work.sql<{ number: string; id: string }>(
      `select external_ref as number, id from customers
       where tenant_id = $1 and external_ref = any($2::text[]) and archived_at is null order by id desc`,
      [work.principal.tenantId, numbers],
    )
    for (const { number, id } of typed) this.#byNumber.set(number, id)
    const remembered = await recordsByNumber(work, recordMeta(Customer), numbers)
    for (const [number, { recordId }] of remembered) this.#byNumber.set(number, recordId)
  }

  async #loadPhones(work: Work, phones: string[]): Promise<void> {
    if (phones.length === 0) return
    const rows = await work.sql<Known & { phones: string[] }>(
      `select id, name, to_jsonb(array_append(other_phones, phone)) as phones from customers
       where tenant_id = $1 and archived_at is null and id in (
         select id from customers where tenant_id = $1 and phone = any($2::text[])
         union select c.id from customers c cross join lateral unnest(c.other_phones) as other(number)
           where c.tenant_id = $1 and (c.other_phones <> '{}' or c.other_emails <> '{}') and other.number = any($2::text[])) order by id`,
      [work.principal.tenantId, phones],
    )
    for (const row of rows) for (const phone of row.phones) push(this.#byPhone, phone, row)
  }

  async #loadNames(work: Work, names: string[]): Promise<void> {
    if (names.length === 0) return
    const rows = await work.sql<Known>(
      `select id, name from customers
       where tenant_id = $1 and archived_at is null
         and lonca_fold(name) in (select lonca_fold(n) from unnest($2::text[]) n) order by id`,
      [work.principal.tenantId, names],
    )
    for (const row of rows) push(this.#byName, fold(row.name), row)
  }
}

function push(map: Map<string, Known[]>, key: string, row: Known): void {
  const list = map.get(key)
  if (list) list.push(row)
  else map.set(key, [row])
}
