import { type BlueprintDeclaration, type Locale, refuse, type Work } from '../../../schema/index.ts'
import { Resource } from '../../calendar/index.ts'
import { Branch } from '../../tenancy/index.ts'

/** How many of a type of resource a business has. */
export interface ResourceCount {
  readonly type: string
  readonly count: number
}

const most = 50

/** Chairs, rooms or lifts in the first branch, numbered on from those that are there. */
export async function provisionResources(
  work: Work,
  { resourceTypes }: BlueprintDeclaration,
  counts: readonly ResourceCount[],
  locale: Locale,
): Promise<void> {
  const branch = await firstBranch(work)
  for (const [place, { type, count }] of counts.entries()) {
    const declared = resourceTypes.find((one) => one.key === type)
    if (!declared)
      refuse('RESOURCE_TYPE_UNKNOWN', ['resources', String(place), 'type'], {
        type,
        known: resourceTypes.map((one) => one.key).join(', '),
      })
    if (count < 0 || count > most) refuse('RESOURCE_COUNT', ['resources', String(place), 'count'], { most })
    const [there] = await work.sql<{ count: number }>(
      'select count(*)::int as count from tenant_resources where tenant_id = $1 and type = $2',
      [work.principal.tenantId, type],
    )
    const from = there?.count ?? 0
    for (let number = from + 1; number <= from + count; number += 1) {
      const resource = work.create<Resource>(Resource, {
        name: `${declared.title[locale]} ${number}`,
        type,
        capacity: 1,
        status: 'ACTIVE',
        branch,
      })
      work.tell('resource.created', resource)
    }
  }
}

/** The branch that the business began with. */
export async function firstBranch(work: Work): Promise<Branch> {
  await work.flush()
  const [row] = await work.sql<{ id: string }>(
    'select id from branches where tenant_id = $1 and archived_at is null order by created_at, id limit 1',
    [work.principal.tenantId],
  )
  if (!row) throw new Error('Every business has a branch.')
  return work.reference<Branch>(Branch, row.id)
}
