import { defineJob } from '../../schema/index.ts'
import { ModuleSwitch } from './module-switch.ts'
import { endSwitch } from './open-switch.ts'

/**
 * Notes that a module is on again by itself, and tells open screens. The module is on by then whether or not this has
 * run: who may do what is decided by the clock.
 */
export const endModuleSwitch = defineJob<{ readonly switchId: string }>({
  name: 'identity.end-module-switch',
  title: { en: 'Switch a module on again', tr: 'Modülü yeniden aç' },
  run: async (context, { switchId }) => {
    await context.write(async (work) => {
      const { tenantId } = work.principal
      const open = await work.em.findOne(ModuleSwitch, { tenantId, id: switchId } as never)
      if (!open || open.endedAt || !open.endsAt || open.endsAt > work.now) return
      endSwitch(work, open, open.endsAt, 'TIME')
      await work.accessChanges()
    })
  },
})
