import { Ctx, Query, Resolver } from 'type-graphql'
import { Allow, LoncaError, type RequestContext, viewerOf } from '../../schema/index.ts'
import { Panel } from './panel.types.ts'
import { panelOf } from './panel-of.ts'

@Resolver()
export class PanelResolver {
  @Query(() => Panel, { description: 'What the panel shows the viewer: screens, words and fields as data.' })
  @Allow('signed-in')
  panel(@Ctx() context: RequestContext): Panel {
    const { role, blueprintKeys, overrides } = viewerOf(context)
    // The principal names the primary blueprint first.
    const { blueprints } = context.set
    const primary = blueprints.find(({ key }) => key === blueprintKeys[0]) ?? blueprints[0]
    if (!primary) throw new LoncaError('NOT_FOUND', 'This business uses no blueprint that is installed here.')
    return panelOf(context.set, primary, role, overrides)
  }
}
