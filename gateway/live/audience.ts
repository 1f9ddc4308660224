import type { Principal } from '../../schema/index.ts'

/** What tells people apart who may do the same: an answer that depends on one of these is one person's. */
const identity = ['userId', 'membershipId', 'sessionId', 'apiKeyId', 'assigneeId', 'teamIds'] as const
/** What decides which rows somebody sees who sees a part of them. */
const reaching = ['membershipId', 'assigneeId', 'teamIds'] as const

type Text = WeakMap<Principal, string>
const audiences: Text = new WeakMap()
const viewers: Text = new WeakMap()

/**
 * What people with the same permissions have in common, as text: where an answer does not depend on which of them it
 * is for, it is the same.
 */
export function audienceOf(principal: Principal): string {
  return once(audiences, principal, () => {
    const { tenantId, actor, role, grants, switchedOff, timeZone, currency, blueprintKeys, overrides } =
      principal
    const granted = grants && [...grants].sort(([one], [other]) => (one < other ? -1 : 1))
    const off = [...switchedOff].sort()
    return JSON.stringify([tenantId, actor, role, granted, off, timeZone, currency, blueprintKeys, overrides])
  })
}

/** Equal for those of an audience who see the same rows of records that each of them sees in part. */
export function viewerKeyOf(principal: Principal): string {
  return once(viewers, principal, () => JSON.stringify(reaching.map((name) => principal[name])))
}

/** One person in one session. */
export function personOf(principal: Principal): string {
  return JSON.stringify(identity.map((name) => principal[name]))
}

/** The principal, for an answer to several people: `personal` hears when the answer depends on which of them it is for. */
export function watched(principal: Principal, personal: () => void): Principal {
  const copy = { ...principal }
  for (const name of identity) {
    Object.defineProperty(copy, name, {
      enumerable: true,
      get: () => {
        personal()
        return principal[name]
      },
    })
  }
  return copy
}

function once(known: Text, principal: Principal, make: () => string): string {
  const text = known.get(principal) ?? make()
  known.set(principal, text)
  return text
}
