import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, type Payload, payloadOf, type RequestContext } from '../../schema/index.ts'
import { TenantBlueprint, TenantBlueprintOverride } from '../tenancy/index.ts'
import { addBlueprint } from './add-blueprint.ts'
import { ClearBlueprintOverrideInput, SetBlueprintOverrideInput } from './overrides.types.ts'
import { retireBlueprint } from './retire-blueprint.ts'
import { sectorsOf } from './sectors.ts'
import { AddBlueprintInput, BlueprintInput, Sector } from './sectors.types.ts'
import { clearBlueprintOverride, setBlueprintOverride } from './set-override.ts'
import { setPrimaryBlueprint } from './set-primary-blueprint.ts'
import { blueprintChanges, decideBlueprintChange, upgradeBlueprint } from './upgrade.ts'
import {
  BlueprintChange,
  DecideBlueprintChangeInput,
  DecideBlueprintChangePayload,
  UpgradeBlueprintPayload,
} from './upgrade.types.ts'

const who = ['owner'] as const
const AddBlueprintPayload = payloadOf(TenantBlueprint, 'AddBlueprintPayload')
const RetireBlueprintPayload = payloadOf(TenantBlueprint, 'RetireBlueprintPayload')
const SetPrimaryBlueprintPayload = payloadOf(TenantBlueprint, 'SetPrimaryBlueprintPayload')
const SetBlueprintOverridePayload = payloadOf(TenantBlueprintOverride, 'SetBlueprintOverridePayload')
const ClearBlueprintOverridePayload = payloadOf(TenantBlueprintOverride, 'ClearBlueprintOverridePayload')

/** Which sectors a business works in. */
@Resolver()
export class SectorsResolver {
  @Query(() => [Sector], { description: 'Sectors that are installed, those in use first.' })
  @Allow(['owner', 'manager'])
  sectors(@Ctx() context: RequestContext): Promise<Sector[]> {
    return sectorsOf(context)
  }

  @Mutation(() => AddBlueprintPayload, {
    description:
      'Adds a sector, or takes a retired one back: its schema, panel, compliance profile and automations, at once.',
  })
  @Allow(who)
  addBlueprint(
    @Arg('input', () => AddBlueprintInput) input: AddBlueprintInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return addBlueprint(context, input)
  }

  @Mutation(() => RetireBlueprintPayload, {
    description: 'Stops working in a sector: its records can be read and exported, and nothing writes them.',
  })
  @Allow(who)
  retireBlueprint(
    @Arg('input', () => BlueprintInput) input: BlueprintInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return retireBlueprint(context, input)
  }

  @Mutation(() => SetPrimaryBlueprintPayload, {
    description: 'Chooses which of the sectors in use gives words, navigation and the first screen.',
  })
  @Allow(who)
  setPrimaryBlueprint(
    @Arg('input', () => BlueprintInput) input: BlueprintInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return setPrimaryBlueprint(context, input)
  }

  @Mutation(() => SetBlueprintOverridePayload, {
    description: 'Says where the business differs from its sector: a field, a word, a place, the cards.',
  })
  @Allow(who)
  setBlueprintOverride(
    @Arg('input', () => SetBlueprintOverrideInput) input: SetBlueprintOverrideInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return setBlueprintOverride(context, input)
  }

  @Mutation(() => ClearBlueprintOverridePayload, { description: "Goes back to the sector's own way." })
  @Allow(who)
  clearBlueprintOverride(
    @Arg('input', () => ClearBlueprintOverrideInput) input: ClearBlueprintOverrideInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return clearBlueprintOverride(context, input)
  }

  @Query(() => [BlueprintChange], { description: 'What changed between two versions of a blueprint in use.' })
  @Allow(['owner', 'manager'])
  blueprintChanges(
    @Arg('blueprint', () => String) blueprint: string,
    @Arg('from', () => Int, { nullable: true, description: 'Left out: the version that the business uses.' })
    from: number | null,
    @Arg('to', () => Int, { nullable: true, description: 'Left out: the installed version.' })
    to: number | null,
    @Ctx() context: RequestContext,
  ): Promise<BlueprintChange[]> {
    return blueprintChanges(context, blueprint, from, to)
  }

  @Mutation(() => UpgradeBlueprintPayload, {
    description: 'Takes the installed version of a sector; nothing that the business changed is lost.',
  })
  @Allow(who)
  upgradeBlueprint(
    @Arg('input', () => BlueprintInput) input: BlueprintInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return upgradeBlueprint(context, input)
  }

  @Mutation(() => DecideBlueprintChangePayload, {
    description: 'Settles one thing that an upgrade left to decide.',
  })
  @Allow(who)
  decideBlueprintChange(
    @Arg('input', () => DecideBlueprintChangeInput) input: DecideBlueprintChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return decideBlueprintChange(context, input)
  }
}
