import { Field, ID, InputType } from 'type-graphql'
import { payloadOf, pick } from '../../../schema/index.ts'
import { ColorFormulaLine } from '../records/color-formula-line.ts'
import { CustomerVisit } from '../records/customer-visit.ts'

@InputType({ description: 'One mix of a colour formula, in the order in which it was applied.' })
export class ColorFormulaLineInput extends pick(
  ColorFormulaLine,
  'zone',
  'brand',
  'line',
  'shades',
  'mixRatio',
  'developerPercent',
  'startLevel',
  'targetLevel',
  'porosity',
  'processingMinutes',
) {}

@InputType()
export class RecordColorFormulaInput {
  @Field(() => ID)
  visitId!: string

  @Field(() => [ColorFormulaLineInput], { description: 'One to twenty mixes.' })
  lines!: ColorFormulaLineInput[]

  @Field(() => String, { nullable: true, description: 'How it turned out; left as it is when not given.' })
  resultNote?: string | null

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Record it although the newest patch test reacted. Owners and managers only; it is written to the event log.',
  })
  despitePatchTest!: boolean
}

export const RecordColorFormulaPayload = payloadOf(CustomerVisit, 'RecordColorFormulaPayload')
