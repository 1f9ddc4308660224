import {
  type BlueprintSet,
  isWider,
  type ModuleDeclaration,
  type Reach,
  type RecordMeta,
  type RoleName,
  type Rule,
  type Verb,
} from '../../schema/index.ts'
import type { RoleGrants } from './role.ts'

/** How far a role reaches into one module, and how far it would where nobody had set anything. */
export interface PermissionCell {
  readonly module: string
  readonly see: Reach
  readonly act: Reach
  readonly seeDeclared: Reach
  readonly actDeclared: Reach
}

/** Lines of the permissions: what can be switched off and has something to see or do. */
export function permissionModules(set: BlueprintSet): ModuleDeclaration[] {
  return set.modules.filter(
    ({ key, switchable = true }) => switchable && declaredReach(set, key, 'see', 'owner') !== 'none',
  )
}

/** How far a built-in role reaches into a module as declared: into what is somebody's own where there is such a thing. */
export function declaredReach(set: BlueprintSet, module: string, verb: Verb, role: RoleName): Reach {
  const records = recordsOf(set, module)
  const divided = records.filter((meta) => meta.divided && widest([meta], verb, 'manager') !== 'none')
  const reach = widest(divided.length > 0 ? divided : records, verb, role)
  return reach === 'none' && callsAny(set, module, verb, role) ? 'all' : reach
}

/** What the tenant may choose for a role other than the owner's. */
export function possibleReaches(set: BlueprintSet, module: string, verb: Verb): Reach[] {
  const most = declaredReach(set, module, verb, 'manager')
  const hasParts = recordsOf(set, module).some((meta) => meta.divided && meta.access[verb].manager !== 'none')
  return (['none', 'own', 'team', 'all'] as const).filter((reach) => {
    if (isWider(reach, most)) return false
    return hasParts || reach === 'none' || reach === 'all'
  })
}

/** The whole line of a role, module by module. */
export function cellsOf(set: BlueprintSet, role: RoleName, grants: RoleGrants): PermissionCell[] {
  return permissionModules(set).map(({ key }) => {
    const seeDeclared = declaredReach(set, key, 'see', role)
    const actDeclared = declaredReach(set, key, 'act', role)
    const { see = seeDeclared, act = actDeclared } = role === 'owner' ? {} : (grants[key] ?? {})
    return { module: key, see, act, seeDeclared, actDeclared }
  })
}

function recordsOf(set: BlueprintSet, module: string): RecordMeta[] {
  return set.relations.records.filter((meta) => meta.module === module && !meta.internal)
}

function widest(records: readonly RecordMeta[], verb: Verb, role: RoleName): Reach {
  return records.reduce<Reach>((most, { access }) => {
    const reach = access[verb][role]
    return isWider(reach, most) ? reach : most
  }, 'none')
}

/** Whether the role may call a query or mutation of the module that somebody wrote by hand. */
function callsAny(set: BlueprintSet, module: string, verb: Verb, role: RoleName): boolean {
  return [...set.rules.values()].some(
    (rule: Rule) =>
      rule.module === module &&
      rule.verb === verb &&
      'allowance' in rule &&
      rule.allowance !== 'public' &&
      (rule.allowance === 'signed-in' || rule.allowance.includes(role)),
  )
}
