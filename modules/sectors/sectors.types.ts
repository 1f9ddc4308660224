import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { TranslatedText } from '../../schema/index.ts'

const SectorState = { AVAILABLE: 'AVAILABLE', ACTIVE: 'ACTIVE', RETIRED: 'RETIRED' } as const
registerEnumType(SectorState, {
  name: 'SectorState',
  valuesConfig: {
    AVAILABLE: { description: 'Installed here and not used by the business.' },
    RETIRED: { description: 'Used once: its records can be read and exported.' },
  },
})
export type SectorStateName = keyof typeof SectorState

@ObjectType({ simpleResolvers: true, description: 'A type of resource that a sector knows.' })
export class SectorResourceType {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => String)
  icon!: string

  @Field(() => Int, { description: 'How many a new business usually has.' })
  usual!: number
}

@ObjectType({
  simpleResolvers: true,
  description: 'A sector that is installed, and what the business makes of it.',
})
export class Sector {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => TranslatedText)
  description!: TranslatedText

  @Field(() => TranslatedText, { description: 'In a few words what is special about it.' })
  hint!: TranslatedText

  @Field(() => String, { description: "Name of an icon of the panel's sprite." })
  icon!: string

  @Field(() => SectorState)
  state!: SectorStateName

  @Field(() => Boolean)
  primary!: boolean

  @Field(() => Int, { description: 'Version that is installed.' })
  version!: number

  @Field(() => Int, { nullable: true, description: 'Version that the business uses; null when it does not.' })
  usedVersion!: number | null

  @Field(() => [SectorResourceType])
  resourceTypes!: SectorResourceType[]
}

@InputType()
export class ResourceCountInput {
  @Field(() => String, { description: "Key of one of the sector's types of resource." })
  type!: string

  @Field(() => Int)
  count!: number
}

@InputType()
export class AddBlueprintInput {
  @Field(() => String, { description: 'Key of an installed blueprint.' })
  blueprint!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Let it give words, navigation and first screen.',
  })
  primary!: boolean

  @Field(() => Boolean, {
    defaultValue: true,
    description: "Add the sector's services, prices to be checked.",
  })
  withServices!: boolean

  @Field(() => [ResourceCountInput], { nullable: true, description: 'Resources to add to the first branch.' })
  resources!: ResourceCountInput[] | null
}

@InputType()
export class BlueprintInput {
  @Field(() => String, { description: 'Key of a blueprint that the business uses.' })
  blueprint!: string
}
