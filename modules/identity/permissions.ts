import type { GraphQLResolveInfo } from 'graphql'
import {
  Lookup,
  type RequestContext,
  type RoleName,
  reachSql,
  recordMeta,
  Statement,
  viewerOf,
  type Words,
} from '../../schema/index.ts'
import { cellsOf, permissionModules, possibleReaches } from './permission-cells.ts'
import { Role, type RoleGrants } from './role.ts'
import type { PermissionRole, Permissions } from './role.types.ts'

/** What the three roles that come with every business are called. */
const builtInNames: Readonly<Record<string, Words>> = {
  OWNER: { en: 'Owner', tr: 'Sahip' },
  MANAGER: { en: 'Manager', tr: 'Yönetici' },
  STAFF: { en: 'Staff', tr: 'Personel' },
}

/** The whole table of roles and modules, as it applies now. */
export async function permissionsOfTenant(
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Permissions> {
  const { set } = context
  return {
    modules: permissionModules(set).map(({ key, title }) => ({
      key,
      title,
      isOff: viewerOf(context).switchedOff.has(key),
      see: possibleReaches(set, key, 'see').map(upper),
      act: possibleReaches(set, key, 'act').map(upper),
    })),
    roles: await rolesOf(context, info),
  }
}

/** What a role is called: one of the business's own in both languages as it was entered. */
export function roleTitle(role: {
  readonly base: string
  readonly builtIn: boolean
  readonly name: string
}): Words {
  return (role.builtIn && builtInNames[role.base]) || { en: role.name, tr: role.name }
}

interface StoredRole {
  readonly id: string
  readonly base: string
  readonly builtIn: boolean
  readonly name: string
  readonly grants: RoleGrants
  readonly people: number
}

async function rolesOf(context: RequestContext, info: GraphQLResolveInfo): Promise<PermissionRole[]> {
  const { principal, relations } = context.read
  const statement = new Statement(principal.tenantId)
  const plan = `select coalesce(json_agg(one), '[]'::json) from (
    select r.id as "id", r.base as "base", r.built_in as "builtIn", r.name as "name", r.grants as "grants", (select count(*)::int from memberships m where m.tenant_id = r.tenant_id and m.status = 'ACTIVE'
      and m.archived_at is null
      and case when m.own_role_id is null then r.built_in and r.base = m.role else r.id = m.own_role_id end) as "people"
    from roles r where r.tenant_id = ${statement.tenant} and r.archived_at is null
      and ${reachSql(recordMeta(Role), 'see', 'r', principal, relations, statement)}
    order by not r.built_in, array_position(array['OWNER', 'MANAGER', 'STAFF'], r.base), r.created_at, r.id) one`
  const [stored] = await Promise.all([
    context.read.ask(statement, plan) as Promise<StoredRole[]>,
    context.read.ahead(info, 'roles.role', Role, ({ tenant }) => rolesSql(tenant)),
  ])
  return stored.map(({ id, people, grants, ...role }) => {
    const base = role.base.toLowerCase() as RoleName
    return {
      role: Lookup.record(Role, id),
      title: roleTitle(role),
      locked: base === 'owner',
      people,
      cells: cellsOf(context.set, base, grants).map((cell) => ({
        module: cell.module,
        see: upper(cell.see),
        act: upper(cell.act),
        seeDeclared: upper(cell.seeDeclared),
        actDeclared: upper(cell.actDeclared),
      })),
    }
  })
}

function rolesSql(tenant: string): string {
  return `select r.id from roles r where r.tenant_id = ${tenant} and r.archived_at is null`
}

function upper(reach: string): Uppercase<'none' | 'own' | 'team' | 'all'> {
  return reach.toUpperCase() as Uppercase<'none' | 'own' | 'team' | 'all'>
}
