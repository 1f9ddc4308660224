import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext } from '../../schema/index.ts'
import { assignDepartment } from './assign-department.ts'
import { archiveRole, assignRole } from './change-role.ts'
import { permissionsOfTenant } from './permissions.ts'
import * as types from './role.types.ts'
import { setRolePermissions } from './set-role-permissions.ts'

/** Roles, what each may see and do, and who has which. */
@Resolver()
export class RoleResolver {
  @Query(() => types.Permissions, { description: 'Every role with its permissions, and what can be chosen.' })
  @Allow(['owner', 'manager'])
  permissions(@Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.Permissions> {
    return permissionsOfTenant(context, info)
  }

  @Mutation(() => types.SetRolePermissionsPayload, {
    description: 'Changes what a role may see and do. It applies at once, on every open screen.',
  })
  @Allow(['owner'])
  setRolePermissions(
    @Arg('input', () => types.SetRolePermissionsInput) input: types.SetRolePermissionsInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return setRolePermissions(context, input)
  }

  @Mutation(() => types.ArchiveRolePayload, { description: 'Takes a role of the business out of use.' })
  @Allow(['owner'])
  archiveRole(
    @Arg('input', () => types.ArchiveRoleInput) input: types.ArchiveRoleInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return archiveRole(context, input)
  }

  @Mutation(() => types.AssignRolePayload, { description: 'Gives a member another role.' })
  @Allow(['owner'])
  assignRole(
    @Arg('input', () => types.AssignRoleInput) input: types.AssignRoleInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return assignRole(context, input)
  }

  @Mutation(() => types.AssignDepartmentPayload, {
    description: 'Puts a member into a department, or out of any.',
  })
  @Allow(['owner'])
  assignDepartment(
    @Arg('input', () => types.AssignDepartmentInput) input: types.AssignDepartmentInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return assignDepartment(context, input)
  }
}
