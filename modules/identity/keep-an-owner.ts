import { refuse, type Work } from '../../schema/index.ts'

/** Refuses what would leave the business without an active owner. Owners who act at the same time wait for each other. */
export async function keepAnOwner(work: Work, membershipId: string): Promise<void> {
  const owners = await work.sql<{ id: string }>(
    `select id from memberships where tenant_id = $1 and role = 'OWNER' and status = 'ACTIVE' and archived_at is null
     order by id for update`,
    [work.principal.tenantId],
  )
  if (owners.length === 1 && owners[0]?.id === membershipId) refuse('LAST_OWNER')
}
