import {
  answered,
  type Payload,
  type RecordMeta,
  type RequestContext,
  recordMeta,
  type Work,
} from '../../schema/index.ts'
import { Appointment, removeTimeInBulk } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { archiveRows, inUse } from '../imports/index.ts'
import { lockedTenant, sampleTags } from './add-sample-data.ts'
import { OnboardingDraft } from './onboarding-draft.ts'
import { onboardingOf } from './onboarding-of.ts'

interface SampleRow {
  readonly record: string
  readonly id: string
  readonly version: number
}

interface Removed {
  readonly rows: number
  readonly keptCustomers: number
}

/** Their removal is told one by one; for the rest the one event of the removal speaks. */
const told: ReadonlySet<string> = new Set([Customer.name, Appointment.name])

/**
 * Removes what `addSampleData` made and nothing else. A row that something of the business's own points at stays, and
 * so does a customer whom somebody changed: they lose the mark and are the business's from then on. Asked again, it
 * finds nothing and answers 0.
 */
export async function removeSampleData(context: RequestContext): Promise<Payload> {
  const { removed, userErrors } = await answered(context, 'removed', () => context.write(removeAll))
  const { rows, keptCustomers } = (removed ?? { rows: null, keptCustomers: null }) as Removed
  return { rows, keptCustomers, onboarding: removed ? await onboardingOf(context) : null, userErrors }
}

async function removeAll(work: Work): Promise<Removed> {
  const tenant = await lockedTenant(work)
  const { tenantId } = work.principal
  const rows = await work.sql<SampleRow>(
    `select record, row_id as id, row_version as version from sample_rows where tenant_id = $1 order by position`,
    [tenantId],
  )
  if (rows.length === 0) return { rows: 0, keptCustomers: 0 }
  const going = new Set(rows.map(({ id }) => id))
  // What was made later points at what was made before, so a row that stays makes those stay that it needs.
  const groups = [...Map.groupBy(rows, ({ record }) => record)].reverse()
  const removing: [RecordMeta, string[]][] = []
  for (const [record, sample] of groups) {
    const found = work.read.relations.byName.get(record)
    if (!found) continue
    const meta = recordMeta(found.class)
    const stays = await kept(work, meta, sample, [...going])
    for (const id of stays) going.delete(id)
    removing.push([meta, sample.map(({ id }) => id).filter((id) => going.has(id))])
  }
  for (const [meta, ids] of removing) {
    if (meta.name === Appointment.name) await removeTimeInBulk(work, ids)
    await archiveRows(work, meta, ids, told.has(meta.name))
  }
  const keptCustomers = await unmark(
    work,
    rows.filter(({ id, record }) => record === Customer.name && !going.has(id)).map(({ id }) => id),
  )
  await work.sql('delete from sample_rows where tenant_id = $1', [tenantId])
  const draft = await work.em.findOne(OnboardingDraft, { tenantId })
  if (draft && !draft.dismissed.includes('SAMPLE_DATA')) {
    draft.dismissed = [...draft.dismissed, 'SAMPLE_DATA']
    draft.updatedAt = work.now
  }
  work.tell('onboarding.sampleDataRemoved', tenant, { rows: going.size, keptCustomers })
  return { rows: going.size, keptCustomers }
}

/** The rows of a record that do not go. */
async function kept(
  work: Work,
  meta: RecordMeta,
  sample: readonly SampleRow[],
  going: readonly string[],
): Promise<Set<string>> {
  const ids = sample.map(({ id }) => id)
  // Locked before looking, so that nobody writes a note or books while it is decided.
  const now = await work.sql<{ id: string; version: number }>(
    `select id, version from ${meta.table} where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
    [work.principal.tenantId, ids],
  )
  const stays = new Set([...(await inUse(work, meta, ids, going)), ...(await holdingFiles(work, meta, ids))])
  if (meta.name !== Customer.name) return stays
  const versions = new Map(now.map(({ id, version }) => [id, version]))
  for (const { id, version } of sample) if (versions.get(id) !== version) stays.add(id)
  return stays
}

async function holdingFiles(work: Work, meta: RecordMeta, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `select record_uuid as id from stored_files
     where tenant_id = $1 and record_type = $2 and record_uuid = any($3::text[]) and archived_at is null and state = 'READY'`,
    [work.principal.tenantId, meta.name, ids],
  )
  return rows.map(({ id }) => id)
}

/** Takes the mark off customers who stay; how many there are. One whom somebody archived is not counted. */
async function unmark(work: Work, ids: readonly string[]): Promise<number> {
  const { tenantId } = work.principal
  const marks: string[] = Object.values(sampleTags)
  await work.changing(recordMeta(Customer), ids)
  const customers = await work.em.find(Customer, { tenantId, id: { $in: [...ids] }, archivedAt: null })
  for (const customer of customers) {
    customer.tags = customer.tags.filter((tag) => !marks.includes(tag))
    customer.updatedAt = work.now
    work.tell('customer.updated', customer, { changed: ['tags'] })
  }
  return customers.length
}
