import { refuse, type Work } from '../../schema/index.ts'

/**
 * To be called before a member is locked who may lose their place: of two owners who take the place of each other, the
 * second begins when the first is done, instead of each holding what the other waits for.
 */
export async function membersInTurn(work: Work): Promise<void> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 5662009))', [work.principal.tenantId])
}

/** Refuses what would leave the business without an active owner. */
export async function keepAnOwner(work: Work, membershipId: string): Promise<void> {
  const owners = await work.sql<{ id: string }>(
    `select id from memberships where tenant_id = $1 and role = 'OWNER' and status = 'ACTIVE' and archived_at is null
     order by id for update`,
    [work.principal.tenantId],
  )
  if (owners.length === 1 && owners[0]?.id === membershipId) refuse('LAST_OWNER')
}
