import {
  isWider,
  LoncaError,
  type Principal,
  type Reach,
  type RequestContext,
  type RoleName,
  viewerOf,
} from '../../schema/index.ts'
import { Role, type RoleGrants } from './role.ts'

/** The viewer as somebody with another role would be, for showing what such a person is shown. Owners only. */
export async function asRole(context: RequestContext, roleId: string): Promise<Principal> {
  const viewer = viewerOf(context)
  if (viewer.role !== 'owner') throw LoncaError.forbidden('view as another role')
  const role = await context.read.byTypedId(Role, roleId)
  if (!role) throw new LoncaError('NOT_FOUND', 'There is no such role.')
  return {
    ...viewer,
    role: String(role.base).toLowerCase() as RoleName,
    grants: permissionsOf(role.grants as RoleGrants),
  }
}

/** A role's stored permissions as a principal carries them; null when it is exactly as its base is declared. */
export function permissionsOf(grants: RoleGrants): Principal['grants'] {
  const listed = Object.entries(grants).flatMap(([module, grant]) =>
    grant ? [[module, grant] as const] : [],
  )
  return listed.length > 0 ? new Map(listed) : null
}

/** Permissions that go no further than somebody's own: what a program of theirs may do. */
export function narrowed(
  wanted: NonNullable<Principal['grants']>,
  own: Principal['grants'],
): NonNullable<Principal['grants']> {
  const least = (one: Reach | undefined, other: Reach | undefined) =>
    one !== undefined && other !== undefined && isWider(one, other) ? other : (one ?? other)
  return new Map(
    [...wanted].map(([module, { see, act }]) => {
      const limit = own?.get(module)
      const [seen, acted] = [least(see, limit?.see), least(act, limit?.act)]
      return [module, { ...(seen && { see: seen }), ...(acted && { act: acted }) }]
    }),
  )
}
