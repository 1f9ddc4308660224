import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { Allow, type RequestContext, viewerOf } from '../../schema/index.ts'
import { asRole } from '../identity/index.ts'
import { disabledModules } from './disabled-modules.ts'
import { Panel } from './panel.types.ts'
import { panelOf } from './panel-of.ts'

@Resolver()
export class PanelResolver {
  @Query(() => Panel, {
    nullable: true,
    description:
      'What the panel shows the viewer: screens, words and fields as data. Null until the business has a sector.',
  })
  @Allow('signed-in')
  async panel(
    @Arg('viewAs', () => ID, {
      nullable: true,
      description: 'A role, to look at what it sees: places, widgets and fields, not its data. For owners.',
    })
    viewAs: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Panel | null> {
    const viewer = viewAs ? await asRole(context, viewAs) : viewerOf(context)
    // The principal names the primary blueprint first.
    const { blueprints } = context.set
    const primary = blueprints.find(({ key }) => key === viewer.blueprintKeys[0]) ?? blueprints[0]
    if (!primary) return null
    return {
      ...panelOf(context.set, primary, viewer),
      disabledModules: await disabledModules(context, primary),
    }
  }
}
