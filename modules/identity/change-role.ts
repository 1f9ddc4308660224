import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { keepAnOwner, membersInTurn } from './keep-an-owner.ts'
import { Membership } from './membership.ts'
import { Role } from './role.ts'
import type { ArchiveRoleInput, AssignRoleInput } from './role.types.ts'

/** Takes a role of the business's own out of use; refused while somebody has it. */
export function archiveRole(context: RequestContext, input: ArchiveRoleInput): Promise<Payload> {
  return recordPayload(context, Role, async (work) => {
    const role = await work.change<Role>(Role, input.id, input.version)
    if (role.builtIn) refuse('ROLE_IS_BUILT_IN', ['id'])
    const [{ people } = { people: 0 }] = await work.sql<{ people: number }>(
      'select count(*)::int as people from memberships where tenant_id = $1 and own_role_id = $2 and archived_at is null',
      [role.tenantId, role.id],
    )
    if (people > 0) refuse('ROLE_IN_USE', ['id'], { people })
    role.archivedAt = work.now
    work.tell('role.deleted', role)
    return role
  })
}

/** Gives a member another role. It applies at once, on every screen and socket that they have open. */
export function assignRole(context: RequestContext, input: AssignRoleInput): Promise<Payload> {
  return recordPayload(context, Membership, async (work) => {
    await membersInTurn(work)
    const member = await work.change<Membership>(Membership, input.memberId, input.version, ['memberId'])
    // Locked, so that it cannot be archived before it has its new member.
    const role = await work.change<Role>(Role, input.roleId, undefined, ['roleId'])
    if (role.archivedAt) refuse('NOT_FOUND', ['roleId'])
    if (member.role === 'OWNER' && role.base !== 'OWNER' && member.status === 'ACTIVE')
      await keepAnOwner(work, member.id)
    const from = member.role
    member.role = role.base
    member.ownRole = role.builtIn ? null : role
    const roleId = role.id
    work.tell('membership.role.updated', member, { from, to: role.base, isBuiltIn: role.builtIn, roleId })
    await work.accessChanges()
    return member
  })
}
