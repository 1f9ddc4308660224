import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { endModuleSwitch } from './end-module-switch.ts'
import { Membership } from './membership.ts'
import { ModuleSwitch } from './module-switch.ts'
import type { SwitchModuleOffInput } from './module-switch.types.ts'
import { endSwitch, isInPlan, openSwitch, switchableModule } from './open-switch.ts'

const maxReason = 300
const minuteMs = 60_000

/** Takes a module away until it is switched on again, or until a moment that is said now. */
export function switchModuleOff(context: RequestContext, input: SwitchModuleOffInput): Promise<Payload> {
  return recordPayload(context, ModuleSwitch, async (work) => {
    const { key, title } = switchableModule(context, input.module)
    const module = title[context.locale]
    const reason = input.reason.normalize('NFC').trim()
    if (reason === '') refuse('REQUIRED', ['reason'])
    if (reason.length > maxReason) refuse('TOO_LONG', ['reason'], { max: maxReason })
    if (reason.includes('\u0000')) refuse('INVALID', ['reason'])
    const endsAt = endOf(input, work.now)
    if (!(await isInPlan(work, key))) refuse('MODULE_NOT_IN_PLAN', ['module'], { module })
    const open = await openSwitch(work, key)
    if (open) {
      if (!open.endsAt || open.endsAt > work.now) refuse('MODULE_IS_OFF', ['module'], { module })
      endSwitch(work, open, open.endsAt, 'TIME')
      // Its place must be free before the next one takes it.
      await work.flush()
    }
    const made = work.create<ModuleSwitch>(ModuleSwitch, {
      module: key,
      reason,
      offSince: work.now,
      endsAt,
      endedAt: null,
      offBy: work.reference(Membership, work.principal.membershipId),
      onBy: null,
    })
    work.tell('module.switched.off', made, { module: key, endsAt: endsAt?.toISOString() ?? null })
    if (endsAt) work.enqueue(endModuleSwitch, { switchId: made.id }, { at: endsAt, key: made.id })
    await work.accessChanges()
    return made
  })
}

function endOf({ endsAt, durationMinutes }: SwitchModuleOffInput, now: Date): Date | null {
  if (endsAt && durationMinutes != null) refuse('INVALID', ['durationMinutes'])
  if (durationMinutes != null) {
    if (durationMinutes < 1) refuse('TOO_SMALL', ['durationMinutes'], { min: 1 })
    return new Date(now.getTime() + durationMinutes * minuteMs)
  }
  if (endsAt && endsAt <= now) refuse('INVALID', ['endsAt'])
  return endsAt ?? null
}
