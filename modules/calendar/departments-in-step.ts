import { type ChangeObserver, recordMeta, type Work } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { StaffMember } from './staff-member.ts'

/** Who is a member and serves customers is in the same department as both: whichever was changed last says which. */
export const departmentsInStep: readonly ChangeObserver[] = [
  {
    record: () => Membership,
    before: async () => undefined,
    after: async (work, ids) => {
      const moved = await work.sql<{ id: string }>(
        `update staff_members s set department_id = m.department_id, version = s.version + 1, updated_at = $3
         from memberships m
         where m.tenant_id = $1 and m.id = any($2::uuid[]) and s.tenant_id = m.tenant_id and s.membership_id = m.id
           and s.department_id is distinct from m.department_id
         returning s.id`,
        [work.principal.tenantId, ids, work.now.toISOString()],
      )
      for (const { id } of moved)
        work.tellOf('staffMember.updated', { meta: recordMeta(StaffMember), id }, null, {
          changed: ['department'],
        })
      if (moved.length > 0) await work.accessChanges()
    },
  },
  {
    record: () => StaffMember,
    before: async () => undefined,
    after: followStaff,
  },
]

async function followStaff(work: Work, ids: readonly string[]): Promise<void> {
  const values = [work.principal.tenantId, ids, work.now.toISOString()]
  // Somebody new without a department comes with the one that they have as a member.
  await work.sql(
    `update staff_members s set department_id = m.department_id
     from memberships m
     where s.tenant_id = $1 and s.id = any($2::uuid[]) and s.version = 1 and s.department_id is null
       and m.tenant_id = s.tenant_id and m.id = s.membership_id`,
    values.slice(0, 2),
  )
  await work.sql(
    `update memberships m set department_id = s.department_id, version = m.version + 1, updated_at = $3
     from staff_members s
     where s.tenant_id = $1 and s.id = any($2::uuid[]) and m.tenant_id = s.tenant_id and m.id = s.membership_id
       and m.department_id is distinct from s.department_id`,
    values,
  )
  await work.accessChanges()
}
