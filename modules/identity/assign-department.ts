import { type Payload, type RequestContext, recordPayload } from '../../schema/index.ts'
import { Department } from '../tenancy/index.ts'
import { Membership } from './membership.ts'
import type { AssignDepartmentInput } from './role.types.ts'

/** Puts a member into a department, or out of any: who shares one sees each other's work where a role reaches a team. */
export function assignDepartment(context: RequestContext, input: AssignDepartmentInput): Promise<Payload> {
  return recordPayload(context, Membership, async (work) => {
    const member = await work.change<Membership>(Membership, input.memberId, input.version, ['memberId'])
    const { departmentId = null } = input
    member.department = departmentId
      ? work.reference(Department, await work.seen(Department, departmentId, ['departmentId']))
      : null
    work.tell('membership.department.updated', member, { hasDepartment: departmentId !== null })
    await work.accessChanges()
    return member
  })
}
