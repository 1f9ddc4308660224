import { recordMeta, type Work } from '../../../schema/index.ts'
import { Consent, Customer, CustomerNote } from '../../customers/index.ts'
import { updateRows } from '../writing/bulk-rows.ts'
import { forgetNumbers } from '../writing/external-numbers.ts'
import { archiveRows, inUse } from '../writing/in-use.ts'
import type { Undoing, UndoneLine } from './target.ts'

interface StoredCustomer {
  readonly id: string
  readonly version: number
  readonly archived: boolean
  /** Made by a line of this run. */
  readonly isOwn: boolean
  /** Highest version that this run left it in. */
  readonly ownVersion: number
  readonly otherPhones: string[]
  readonly otherEmails: string[]
  readonly [attribute: string]: unknown
}

const restorable = [
  'givenName',
  'familyName',
  'name',
  'phone',
  'email',
  'birthday',
  'registeredOn',
  'externalRef',
] as const

/**
 * Takes back what lines of customers did. A customer that the run made is archived, with its notes and consents, unless
 * somebody changed it since or something else points at it. One that was there before loses what the run filled in,
 * where it still stands.
 */
export async function undoCustomers(
  work: Work,
  runId: string,
  lines: readonly UndoneLine[],
): Promise<Map<string, Undoing>> {
  const meta = recordMeta(Customer)
  const stored = await readCustomers(work, runId, [...new Set(lines.map(({ recordId }) => recordId))])
  const notes = lines.flatMap(({ changes }) => changes.made?.[CustomerNote.name] ?? [])
  const consents = lines.flatMap(({ changes }) => changes.made?.[Consent.name] ?? [])
  const own = [...stored.values()].filter(({ isOwn, archived }) => isOwn && !archived)
  const unchanged = own.filter(({ version, ownVersion }) => version === ownVersion).map(({ id }) => id)
  const used = await inUse(work, meta, unchanged, await madeFor(work, runId, unchanged))
  const removed = new Set(unchanged.filter((id) => !used.has(id)))
  const undone = new Map<string, Undoing>()
  const restored = new Map<string, StoredCustomer>()
  for (const line of lines) {
    const customer = stored.get(line.recordId)
    undone.set(line.id, undoingOf(line, customer, removed, used))
    if (customer && !customer.isOwn && !customer.archived)
      restored.set(customer.id, without(restored.get(customer.id) ?? customer, line))
  }
  const kept = new Set(
    lines.filter(({ id }) => undone.get(id)?.undone === 'KEPT').map(({ recordId }) => recordId),
  )
  const changed = [...restored.values()].filter((one) => one !== stored.get(one.id))
  await updateRows(work, meta, [...restorable, 'otherPhones', 'otherEmails'], changed)
  for (const { id } of changed) work.tellOf('customer.updated', { meta, id }, null, { source: 'IMPORT' })
  const orphaned = async (table: string, ids: readonly string[]) => {
    const rows = await work.sql<{ id: string }>(
      `select id from ${table} where tenant_id = $1 and id = any($2::uuid[]) and not customer_id = any($3::uuid[])`,
      [work.principal.tenantId, ids, [...kept]],
    )
    return rows.map(({ id }) => id)
  }
  await archiveRows(work, recordMeta(CustomerNote), await orphaned('customer_notes', notes))
  await archiveRows(work, recordMeta(Consent), await orphaned('consents', consents))
  await archiveRows(work, meta, [...removed])
  await forgetNumbers(
    work,
    runId,
    lines.map(({ recordId }) => recordId).filter((id) => !kept.has(id)),
  )
  return undone
}

function undoingOf(
  { recordId }: UndoneLine,
  customer: StoredCustomer | undefined,
  removed: ReadonlySet<string>,
  used: ReadonlySet<string>,
): Undoing {
  if (!customer || customer.archived || removed.has(recordId)) return { undone: 'REMOVED' }
  if (!customer.isOwn) return { undone: 'RESTORED' }
  return { undone: 'KEPT', keptBecause: used.has(recordId) ? 'IN_USE' : 'CHANGED_SINCE' }
}

/** The customer without what one line brought, where it still stands as the line left it. */
function without(customer: StoredCustomer, { changes }: UndoneLine): StoredCustomer {
  const { filled = {}, addedPhones = [], addedEmails = [] } = changes
  const blanks = Object.entries(filled).filter(([name, value]) => customer[name] === value)
  const otherPhones = customer.otherPhones.filter((phone) => !addedPhones.includes(phone))
  const otherEmails = customer.otherEmails.filter((email) => !addedEmails.includes(email))
  const isSame =
    blanks.length === 0 &&
    otherPhones.length === customer.otherPhones.length &&
    otherEmails.length === customer.otherEmails.length
  if (isSame) return customer
  return {
    ...customer,
    ...Object.fromEntries(blanks.map(([name]) => [name, null])),
    otherPhones,
    otherEmails,
  }
}

async function readCustomers(
  work: Work,
  runId: string,
  ids: readonly string[],
): Promise<Map<string, StoredCustomer>> {
  const rows = await work.sql<StoredCustomer>(
    `select c.id, c.version, c.archived_at is not null as archived, c.given_name as "givenName",
       c.family_name as "familyName", c.name, c.phone, to_jsonb(c.other_phones) as "otherPhones", c.email,
       to_jsonb(c.other_emails) as "otherEmails", c.birthday::text, c.registered_on::text as "registeredOn",
       c.external_ref as "externalRef", l.own as "isOwn", l.version as "ownVersion"
     from customers c
     join lateral (
       select bool_or(l.outcome = 'CREATED') as own, max((l.changes ->> 'version')::int) as version
       from import_lines l where l.tenant_id = c.tenant_id and l.run_id = $2 and l.record_uuid = c.id
     ) l on true
     where c.tenant_id = $1 and c.id = any($3::uuid[]) order by c.id for update of c`,
    [work.principal.tenantId, runId, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Notes and consents that any line of the run made for these customers. */
async function madeFor(work: Work, runId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `select made.id from import_lines l
     cross join lateral jsonb_each(coalesce(l.changes -> 'made', '{}')) kinds(name, list)
     cross join lateral jsonb_array_elements_text(kinds.list) made(id)
     where l.tenant_id = $1 and l.run_id = $2 and l.record_uuid = any($3::uuid[])`,
    [work.principal.tenantId, runId, ids],
  )
  return rows.map(({ id }) => id)
}
