import { type BlueprintDeclaration, type RequestContext, viewerOf } from '../../schema/index.ts'
import { businessModules } from '../identity/index.ts'
import type { PanelDisabledModule } from './panel.types.ts'
import { moduleOfPlace } from './places.ts'

/** What this business does without now, for a panel that is asked for a place which is not there. */
export async function disabledModules(
  context: RequestContext,
  { panel }: BlueprintDeclaration,
): Promise<PanelDisabledModule[]> {
  if (viewerOf(context).switchedOff.size === 0) return []
  const modules = (await businessModules(context)).filter(({ state }) =>
    ['OFF', 'NOT_IN_PLAN'].includes(state),
  )
  return modules.map(({ key, title, state, switchedOff, switchedOffBy }) => {
    const places = panel.navigation.filter((place) => moduleOfPlace(context.set, place) === key)
    return {
      key,
      title,
      because: state === 'OFF' ? 'SWITCHED_OFF' : 'NOT_IN_PLAN',
      reason: (switchedOff?.reason as string | undefined) ?? null,
      since: (switchedOff?.offSince as string | undefined) ?? null,
      endsAt: (switchedOff?.endsAt as string | null | undefined) ?? null,
      by: switchedOffBy,
      enabledBy: ['OWNER'],
      paths: places.map(({ path }) => path),
    }
  })
}
