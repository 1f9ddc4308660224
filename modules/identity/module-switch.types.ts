import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { type Lookup, payloadOf, scalars, TranslatedText } from '../../schema/index.ts'
import { ModuleSwitch } from './module-switch.ts'

export const ModuleState = {
  ON: 'ON',
  OFF: 'OFF',
  NOT_IN_PLAN: 'NOT_IN_PLAN',
  ALWAYS_ON: 'ALWAYS_ON',
} as const
registerEnumType(ModuleState, {
  name: 'ModuleState',
  description: 'Whether a module can be used now; what nothing works without is always on.',
})

@ObjectType({
  simpleResolvers: true,
  description: 'A part of the product, and whether this business uses it now.',
})
export class BusinessModule {
  @Field(() => String, { description: 'e.g. `calendar`.' })
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => String, { description: 'Name of the right to use it, e.g. `can_use_calendar`.' })
  capability!: string

  @Field(() => ModuleState)
  state!: keyof typeof ModuleState

  @Field(() => ModuleSwitch, {
    nullable: true,
    description: 'Why it is off, since when and until when; null when it is not.',
  })
  switchedOff!: Lookup | null

  @Field(() => Int, { description: 'Background work of the module that waits while it is off, or is due.' })
  waitingJobs!: number
}

@InputType()
export class SwitchModuleOffInput {
  @Field(() => String, { description: 'Key of the module.' })
  module!: string

  @Field(() => String, {
    description: 'Shown to everybody who looks for the module; at most 300 characters.',
  })
  reason!: string

  @Field(() => scalars.DateTime, {
    nullable: true,
    description: 'When it switches on by itself; left out: by hand.',
  })
  endsAt?: Date | null

  @Field(() => Int, { nullable: true, description: 'Instead of `endsAt`: how long it stays off.' })
  durationMinutes?: number | null
}

@InputType()
export class SwitchModuleOnInput {
  @Field(() => String, { description: 'Key of the module.' })
  module!: string
}

export const SwitchModuleOffPayload = payloadOf(ModuleSwitch, 'SwitchModuleOffPayload')
export const SwitchModuleOnPayload = payloadOf(ModuleSwitch, 'SwitchModuleOnPayload')
