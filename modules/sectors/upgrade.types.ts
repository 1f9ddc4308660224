import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { scalars, UserErrorType } from '../../schema/index.ts'
import type { DefinitionArea } from './definition-changes.ts'

const enumOf = <T extends string>(name: string, ...values: readonly T[]): Record<T, T> => {
  const made = Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>
  registerEnumType(made, { name })
  return made
}

const Area = enumOf<DefinitionArea>(
  'DefinitionArea',
  'WORDS',
  'REQUIRED_FIELDS',
  'KPI_CARDS',
  'AUTOMATIONS',
  'SERVICES',
  'RESOURCE_TYPES',
  'COMPLIANCE',
  'NAVIGATION',
  'SCREENS',
  'FINANCE',
)
const ChangeKind = enumOf('DefinitionChangeKind', 'ADDED', 'REMOVED', 'CHANGED')
const Take = enumOf('BlueprintDecision', 'MINE', 'NEW')

@ObjectType({
  simpleResolvers: true,
  description: 'One thing that differs between two versions of a blueprint.',
})
export class BlueprintChange {
  @Field(() => Area)
  area!: DefinitionArea

  @Field(() => String)
  key!: string

  @Field(() => ChangeKind)
  kind!: keyof typeof ChangeKind

  @Field(() => scalars.JsonValue, { nullable: true })
  before!: unknown

  @Field(() => scalars.JsonValue, { nullable: true })
  after!: unknown
}

@ObjectType({ simpleResolvers: true, description: 'What an upgrade did with each change.' })
export class BlueprintUpgrade {
  @Field(() => String)
  blueprint!: string

  @Field(() => Int)
  from!: number

  @Field(() => Int)
  to!: number

  @Field(() => [BlueprintChange], { description: "The business's own stays." })
  kept!: BlueprintChange[]

  @Field(() => [BlueprintChange], { description: "The sector's came." })
  taken!: BlueprintChange[]

  @Field(() => [BlueprintChange], {
    description: 'Both changed it: it stays as it was until somebody decides.',
  })
  undecided!: BlueprintChange[]
}

@ObjectType({ simpleResolvers: true })
export class UpgradeBlueprintPayload {
  @Field(() => BlueprintUpgrade, { nullable: true })
  upgrade!: BlueprintUpgrade | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType()
export class DecideBlueprintChangeInput {
  @Field(() => String)
  blueprint!: string

  @Field(() => Area)
  area!: DefinitionArea

  @Field(() => String)
  key!: string

  @Field(() => Take)
  take!: keyof typeof Take
}

@ObjectType({ simpleResolvers: true })
export class DecideBlueprintChangePayload {
  @Field(() => [BlueprintChange], { nullable: true, description: 'What is still to decide.' })
  undecided!: BlueprintChange[] | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}
