import type { Grant, Principal, Reach, RecordMeta, RoleName } from '../../schema/index.ts'
import type { Draw } from './draw.ts'
import type { FurnishedBusiness } from './furnished-business.ts'

/** Who asks, in words that mean the same in every run. */
export interface Person {
  readonly role: RoleName
  readonly actor: 'user' | 'api-key'
  /** By module: what a role of the business's own making, or a key's scopes, say. */
  readonly grants: Readonly<Record<string, Grant>> | null
  readonly switchedOff: readonly string[]
  /** Place among the harvested staff; null: takes no appointments. */
  readonly assignee: number | null
  readonly team: readonly number[]
}

const plain: Person = {
  role: 'owner',
  actor: 'user',
  grants: null,
  switchedOff: [],
  assignee: null,
  team: [],
}

/** Anybody of a business: half of the time one of the built-in roles, else somebody with permissions of their own. */
export function drawPerson(draw: Draw, business: FurnishedBusiness): Person {
  const staff = business.harvest.rows(business.staff).map((_row, at) => at)
  const modules = business.context.set.modules.filter(({ switchable = true }) => switchable)
  const keys = modules.map(({ key }) => key)
  const working = (): Pick<Person, 'assignee' | 'team'> => {
    const assignee = draw.oneOf(staff)
    return { assignee, team: [...new Set([assignee, ...draw.some(staff, 0, 3)])] }
  }
  const person = ((): Person => {
    switch (draw.upTo(9)) {
      case 0:
      case 1:
        return plain
      case 2:
        return { ...plain, role: 'manager' }
      case 3:
        return { ...plain, role: 'staff', ...working() }
      case 4:
        return draw.chance(50)
          ? { ...plain, role: 'staff' }
          : { ...plain, role: 'staff', ...working(), grants: allModules(keys, 'own') }
      case 5:
        return { ...plain, role: 'staff', ...working(), grants: allModules(keys, 'team') }
      case 6:
        return { ...plain, role: 'manager', actor: 'api-key', grants: scopes(draw, keys) }
      case 7:
        return { ...plain, role: 'manager', ...working(), grants: someGrants(draw, keys) }
      default:
        return { ...plain, role: 'staff', ...working(), grants: someGrants(draw, keys) }
    }
  })()
  return draw.chance(12) ? { ...person, switchedOff: draw.some(keys, 1, 2) } : person
}

function allModules(keys: readonly string[], see: Reach): Person['grants'] {
  return Object.fromEntries(keys.map((key) => [key, { see, act: see }]))
}

function someGrants(draw: Draw, keys: readonly string[]): Person['grants'] {
  const reaches: readonly Reach[] = ['none', 'own', 'team', 'all']
  return Object.fromEntries(
    draw.some(keys, 1, 6).map((key) => [key, { see: draw.oneOf(reaches), act: 'none' }]),
  )
}

function scopes(draw: Draw, keys: readonly string[]): Person['grants'] {
  return Object.fromEntries(keys.map((key) => [key, { see: draw.chance(70) ? 'all' : 'none', act: 'none' }]))
}

/** The person as the gateway knows them. */
export function principalOf(person: Person, business: FurnishedBusiness): Principal {
  const { principal, set } = business.context
  if (!principal) throw new Error('A business is furnished by somebody.')
  const staff = business.harvest.rows(business.staff)
  const keyRecord = set.relations.byName.get('ApiKey')
  const keys = keyRecord ? business.harvest.rows(keyRecord) : []
  const uuid = (at: number) => staff[at]?.id ?? ''
  return {
    ...principal,
    actor: person.actor,
    apiKeyId: person.actor === 'api-key' ? (keys[0]?.id ?? null) : null,
    role: person.role,
    membershipId: membershipOf(business, person.role) ?? principal.membershipId,
    grants: person.grants && new Map(Object.entries(person.grants)),
    switchedOff: new Set(person.switchedOff),
    assigneeId: person.assignee === null ? null : uuid(person.assignee),
    teamIds: person.team.map(uuid),
    blueprintKeys: set.blueprints.map(({ key }) => key),
  }
}

function membershipOf({ memberships }: FurnishedBusiness, role: RoleName): string | undefined {
  return [...memberships].find(([email]) => email.startsWith(role))?.[1]
}

/** What kind of person this is, for counting. */
export function kindsOf(person: Person): string[] {
  const reaches = Object.values(person.grants ?? {}).map(({ see }) => `grant ${see}`)
  return [
    person.actor === 'api-key' ? 'API key' : person.role,
    ...new Set(reaches),
    ...(person.switchedOff.length > 0 ? ['module switched off'] : []),
    ...(person.role === 'staff' && person.assignee === null ? ['without a column'] : []),
  ]
}

/** The record that appointments are given to. */
export function staffRecord(records: readonly RecordMeta[]): RecordMeta {
  const staff = records.find(({ assignee }) => assignee)
  if (!staff) throw new Error('Somebody takes appointments.')
  return staff
}
