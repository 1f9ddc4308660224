import { Field, InputType } from 'type-graphql'
import { attributeOf, choiceEnum, type OverrideKind, recordMeta, versionedInput } from '../../schema/index.ts'
import { TenantBlueprintOverride } from '../tenancy/index.ts'

const BlueprintOverrideKind = choiceEnum(attributeOf(recordMeta(TenantBlueprintOverride), 'kind'))

@InputType({ description: 'A text in both languages.' })
export class TranslatedTextInput {
  @Field(() => String)
  tr!: string

  @Field(() => String)
  en!: string
}

@InputType()
export class SetBlueprintOverrideInput {
  @Field(() => String, { nullable: true, description: 'Left out: the main one.' })
  blueprint!: string | null

  @Field(() => BlueprintOverrideKind)
  kind!: OverrideKind

  @Field(() => String, {
    description:
      'FIELD: `Customer.birthday`. WORD: key of a word. MODULE: key of a place in the navigation. KPI: `cards`.',
  })
  target!: string

  @Field(() => Boolean, { nullable: true, description: 'FIELD, MODULE: keep it out of the panel.' })
  hidden!: boolean | null

  @Field(() => Boolean, { nullable: true, description: 'FIELD: must, or need not, be filled.' })
  required!: boolean | null

  @Field(() => TranslatedTextInput, { nullable: true, description: 'FIELD: what the business calls it.' })
  label!: TranslatedTextInput | null

  @Field(() => [String], { nullable: true, description: 'KPI: ids of the cards, in order.' })
  cards!: string[] | null

  @Field(() => TranslatedTextInput, { nullable: true, description: 'WORD: for one.' })
  one!: TranslatedTextInput | null

  @Field(() => TranslatedTextInput, { nullable: true, description: 'WORD: for several.' })
  many!: TranslatedTextInput | null
}

export const ClearBlueprintOverrideInput = versionedInput('ClearBlueprintOverrideInput')
export type ClearBlueprintOverrideInput = { readonly id: string; readonly version: number }
