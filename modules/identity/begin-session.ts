import { type RequestContext, recordMeta } from '../../schema/index.ts'
import { accountsKey, type Place } from './accounts.ts'
import { knownDevicesKey } from './known-devices.ts'
import { Membership } from './membership.ts'
import type { SignedIn } from './session.types.ts'
import { type SessionKind, sessionsKey, sessionTransportKey } from './sessions.ts'
import { tenantDoorKey } from './tenant-door.ts'

/** Lets a person in whose password or link was checked: session, cookie, the device and the place remembered, the fact told. */
export async function beginSession(
  context: RequestContext,
  userId: string,
  place: Pick<Place, 'tenantId' | 'membershipId'>,
  kind: SessionKind,
): Promise<SignedIn> {
  const transport = context.service(sessionTransportKey)
  if (kind === 'cookie') transport.refuseWithoutCookies()
  const started = await context.service(sessionsKey).start(userId, place, kind, transport.place)
  await context.service(accountsKey).rememberPlace(userId, place.tenantId)
  const caller = { ...place, userId, requestId: context.requestId }
  await context.service(tenantDoorKey).write(caller, async (work) => {
    const subject = { meta: recordMeta(Membership), id: place.membershipId }
    work.tellOf('session.started', subject, null, { kind })
  })
  if (kind === 'bearer') return started
  transport.keep(started.token, started.expiresAt)
  transport.keepDevice(await context.service(knownDevicesKey).remember(userId, transport.deviceToken))
  return { token: null, expiresAt: started.expiresAt }
}
