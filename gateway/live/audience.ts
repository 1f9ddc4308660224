import { type BlueprintSet, type Principal, reachInto } from '../../schema/index.ts'

/** What tells people apart who may do the same: an answer that depends on one of these is one person's. */
const identity = ['userId', 'membershipId', 'sessionId', 'apiKeyId', 'assigneeId', 'teamIds'] as const

const known = new WeakMap<Principal, string>()
const divided = new Map<string, boolean>()
const maxDivided = 1_000

/**
 * Everything of a principal that an answer may depend on, as text: people with the same one get the same answers. It
 * names the person as soon as some record of the set is only seen in part (`own` or `team`).
 */
export function audienceOf(principal: Principal, set: BlueprintSet): string {
  let audience = known.get(principal)
  if (audience === undefined) {
    const permissions = permissionsOf(principal)
    const key = `${set.key} ${permissions}`
    let isDivided = divided.get(key)
    if (isDivided === undefined) {
      isDivided = seesParts(principal, set)
      if (divided.size >= maxDivided) divided.clear()
      divided.set(key, isDivided)
    }
    audience = isDivided ? `${permissions} ${personOf(principal)}` : permissions
    known.set(principal, audience)
  }
  return audience
}

export function personOf(principal: Principal): string {
  return JSON.stringify(identity.map((name) => principal[name]))
}

/** The principal, for an answer to several people: `personal` throws when the answer depends on which of them it is. */
export function watched(principal: Principal, personal: () => never): Principal {
  const copy = { ...principal }
  for (const name of identity) Object.defineProperty(copy, name, { enumerable: true, get: personal })
  return copy
}

function permissionsOf(principal: Principal): string {
  const { tenantId, actor, role, grants, switchedOff, timeZone, currency, blueprintKeys, overrides } =
    principal
  const granted = grants && [...grants].sort(([one], [other]) => (one < other ? -1 : 1))
  const off = [...switchedOff].sort()
  return JSON.stringify([tenantId, actor, role, granted, off, timeZone, currency, blueprintKeys, overrides])
}

function seesParts(principal: Principal, { relations }: BlueprintSet): boolean {
  return [...relations.byName.values()].some((meta) => {
    const reach = reachInto(meta, 'see', principal)
    return reach === 'own' || reach === 'team'
  })
}
