import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { Membership } from './membership.ts'
import { ModuleSwitch } from './module-switch.ts'
import { endSwitch, openSwitch, switchableModule } from './open-switch.ts'

/** Gives a module back before its time, or where no time was said. */
export function switchModuleOn(context: RequestContext, key: string): Promise<Payload> {
  return recordPayload(context, ModuleSwitch, async (work) => {
    const { title } = switchableModule(context, key)
    const open = await openSwitch(work, key)
    if (!open || (open.endsAt && open.endsAt <= work.now))
      refuse('MODULE_IS_ON', ['module'], { module: title[context.locale] })
    open.onBy = work.reference(Membership, work.principal.membershipId)
    endSwitch(work, open, work.now, 'PERSON')
    await work.accessChanges()
    return open
  })
}
