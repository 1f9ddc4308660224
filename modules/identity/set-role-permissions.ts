import {
  isWider,
  type Payload,
  type Reach,
  Refusal,
  type RefusalReason,
  type RequestContext,
  type RoleName,
  recordPayload,
  refuse,
  type Verb,
} from '../../schema/index.ts'
import { cellsOf, permissionModules, possibleReaches } from './permission-cells.ts'
import { Role, type RoleGrant } from './role.ts'
import type { RolePermissionInput, SetRolePermissionsInput } from './role.types.ts'

type Cells = Map<string, Required<RoleGrant>>

/** Changes some cells of a role's permissions, or all of them. Only what differs from the declaration is kept. */
export function setRolePermissions(
  context: RequestContext,
  input: SetRolePermissionsInput,
): Promise<Payload> {
  return recordPayload(context, Role, async (work) => {
    const role = await work.change<Role>(Role, input.id, input.version)
    if (role.archivedAt) refuse('NOT_FOUND', ['id'])
    if (role.base === 'OWNER') refuse('ROLE_IS_LOCKED', ['id'])
    const base = role.base.toLowerCase() as RoleName
    const before = cellsOf(context.set, base, role.grants)
    const cells: Cells = new Map(before.map(({ module, see, act }) => [module, { see, act }]))
    const reasons = input.cells.flatMap((cell, index) => enter(context, cells, cell, index))
    if (reasons.length > 0) throw new Refusal(reasons)
    role.grants = {
      // What belongs to a sector that is not in use just now stays as it was set.
      ...role.grants,
      ...Object.fromEntries(
        before.map(({ module, seeDeclared, actDeclared }) => {
          const { see, act } = cells.get(module) ?? { see: seeDeclared, act: actDeclared }
          return [module, { ...(see !== seeDeclared && { see }), ...(act !== actDeclared && { act }) }]
        }),
      ),
    }
    role.grants = Object.fromEntries(
      Object.entries(role.grants).filter(([, grant]) => grant && Object.keys(grant).length > 0),
    )
    const changed = before
      .map(({ module, see, act }) => ({ module, from: { see, act }, to: cells.get(module) }))
      .filter(({ from, to }) => from.see !== to?.see || from.act !== to?.act)
    work.tell('role.permissions.updated', role, { changed })
    await work.accessChanges()
    return role
  })
}

/** Puts one cell into the table; gives the reasons why it does not fit. */
function enter(
  context: RequestContext,
  cells: Cells,
  { module, see, act }: RolePermissionInput,
  index: number,
): RefusalReason[] {
  const field = (...path: string[]) => ['cells', String(index), ...path]
  const declared = permissionModules(context.set).find(({ key }) => key === module)
  const known = cells.get(module)
  if (!declared || !known) return [{ code: 'NOT_FOUND', field: field('module') }]
  const words = { module: declared.title[context.locale] }
  const wanted = { see: reachOf(see) ?? known.see, act: reachOf(act) ?? known.act }
  const impossible = (['see', 'act'] as const satisfies readonly Verb[]).filter(
    (verb) =>
      wanted[verb] !== known[verb] && !possibleReaches(context.set, module, verb).includes(wanted[verb]),
  )
  if (impossible.length > 0)
    return impossible.map((verb) => ({ code: 'REACH_NOT_POSSIBLE', field: field(verb), with: words }))
  if (isWider(wanted.act, wanted.see)) return [{ code: 'ACT_BEYOND_SEE', field: field('act'), with: words }]
  cells.set(module, wanted)
  return []
}

function reachOf(name: string | null | undefined): Reach | undefined {
  return name ? (name.toLowerCase() as Reach) : undefined
}
