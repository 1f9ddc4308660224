import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, Lookup, type Payload, type RequestContext } from '../../schema/index.ts'
import { businessModules, openSwitchesSql } from './business-modules.ts'
import { ModuleSwitch } from './module-switch.ts'
import * as types from './module-switch.types.ts'
import { switchModuleOff } from './switch-module-off.ts'
import { switchModuleOn } from './switch-module-on.ts'

/** Which modules a business uses, and the switches that take one away at once. */
@Resolver()
export class ModuleSwitchResolver {
  @Query(() => [types.BusinessModule], {
    description: 'Every module of the business, in the order of the product.',
  })
  @Allow('signed-in')
  async modules(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<types.BusinessModule[]> {
    const [modules] = await Promise.all([
      businessModules(context),
      context.read.ahead(info, 'switchedOff', ModuleSwitch, openSwitchesSql),
    ])
    return modules.map(({ switchedOff, ...module }) => ({
      ...module,
      switchedOff: switchedOff && Lookup.record(ModuleSwitch, switchedOff.id),
    }))
  }

  @Mutation(() => types.SwitchModuleOffPayload, {
    description: 'Takes a module out of the business at once, on every open screen. Nothing is deleted.',
  })
  @Allow(['owner'])
  switchModuleOff(
    @Arg('input', () => types.SwitchModuleOffInput) input: types.SwitchModuleOffInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return switchModuleOff(context, input)
  }

  @Mutation(() => types.SwitchModuleOnPayload, { description: 'Gives a module back to the business.' })
  @Allow(['owner'])
  switchModuleOn(
    @Arg('input', () => types.SwitchModuleOnInput) input: types.SwitchModuleOnInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return switchModuleOn(context, input.module)
  }
}
