import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { scalars, TranslatedText, UserErrorType } from '../../schema/index.ts'
import { PanelNavigationItem, PanelWord } from '../panel/index.ts'
import { ResourceCountInput, SectorResourceType } from '../sectors/index.ts'
import type { HoursPreset as HoursPresetName } from './onboarding-draft.ts'

const HoursPreset = { WEEKDAYS: 'WEEKDAYS', SIX_DAYS: 'SIX_DAYS', EVERY_DAY: 'EVERY_DAY' } as const
registerEnumType(HoursPreset, { name: 'HoursPreset' })

const ChecklistItem = {
  FIRST_BOOKING: 'FIRST_BOOKING',
  INVITE_STAFF: 'INVITE_STAFF',
  IMPORT_CUSTOMERS: 'IMPORT_CUSTOMERS',
  SAMPLE_DATA: 'SAMPLE_DATA',
  INSTALL_APP: 'INSTALL_APP',
} as const
registerEnumType(ChecklistItem, { name: 'ChecklistItemKey' })
export type ChecklistItemKey = keyof typeof ChecklistItem
export const checklistKeys = Object.keys(ChecklistItem) as ChecklistItemKey[]

@ObjectType({ simpleResolvers: true, description: "A service of a sector's list." })
export class OnboardingService {
  @Field(() => String, { description: 'What answers call it.' })
  key!: string

  @Field(() => TranslatedText)
  name!: TranslatedText

  @Field(() => TranslatedText)
  category!: TranslatedText

  @Field(() => Int)
  durationMinutes!: number

  @Field(() => String, { description: "A starting point in minor units of the business's currency." })
  priceMinor!: string
}

@ObjectType({ simpleResolvers: true })
export class OnboardingHighlight {
  @Field(() => String)
  icon!: string

  @Field(() => TranslatedText)
  label!: TranslatedText
}

@ObjectType({ simpleResolvers: true, description: 'A sector as a new business chooses it.' })
export class OnboardingSector {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => TranslatedText)
  hint!: TranslatedText

  @Field(() => String)
  icon!: string

  @Field(() => HoursPreset)
  hours!: HoursPresetName

  @Field(() => [SectorResourceType])
  resourceTypes!: SectorResourceType[]

  @Field(() => [OnboardingService])
  services!: OnboardingService[]

  @Field(() => Int, { description: 'How many automations come with it.' })
  automations!: number

  @Field(() => [OnboardingHighlight])
  highlights!: OnboardingHighlight[]
}

@ObjectType({ simpleResolvers: true })
export class OnboardingHours {
  @Field(() => HoursPreset)
  key!: HoursPresetName

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => scalars.LocalTime)
  opensAt!: string

  @Field(() => scalars.LocalTime)
  closesAt!: string
}

@ObjectType({ simpleResolvers: true })
export class ResourceCountAnswer {
  @Field(() => String)
  type!: string

  @Field(() => Int)
  count!: number
}

@ObjectType({ simpleResolvers: true })
export class ServiceAnswerType {
  @Field(() => String)
  key!: string

  @Field(() => Boolean)
  offered!: boolean

  @Field(() => String)
  priceMinor!: string
}

@ObjectType({ simpleResolvers: true, description: 'What has been answered; null where nothing was.' })
export class OnboardingAnswersType {
  @Field(() => String, { nullable: true })
  sector!: string | null

  @Field(() => String, { nullable: true })
  name!: string | null

  @Field(() => String, { nullable: true })
  phone!: string | null

  @Field(() => HoursPreset, { nullable: true })
  hours!: HoursPresetName | null

  @Field(() => [ResourceCountAnswer], { nullable: true })
  resources!: ResourceCountAnswer[] | null

  @Field(() => [ServiceAnswerType], { nullable: true })
  services!: ServiceAnswerType[] | null
}

@ObjectType({ simpleResolvers: true, description: 'A thing worth doing in the first days.' })
export class ChecklistLine {
  @Field(() => ChecklistItem)
  key!: ChecklistItemKey

  @Field(() => Boolean, { nullable: true, description: 'Null where only the device knows.' })
  done!: boolean | null
}

@ObjectType({ simpleResolvers: true, description: 'How far the business is with its set-up.' })
export class Onboarding {
  @Field(() => Boolean, { description: 'True once the business works.' })
  completed!: boolean

  @Field(() => Int, { description: 'Step to go on with, 1 to 4.' })
  step!: number

  @Field(() => OnboardingAnswersType)
  answers!: OnboardingAnswersType

  @Field(() => [OnboardingSector])
  sectors!: OnboardingSector[]

  @Field(() => [OnboardingHours])
  hours!: OnboardingHours[]

  @Field(() => [ChecklistLine], { description: 'What is left to do and was not put aside.' })
  checklist!: ChecklistLine[]

  @Field(() => Int, { description: 'Rows of sample data that are there; 0 when there is none.' })
  sampleRows!: number
}

@ObjectType({ simpleResolvers: true })
export class PreviewCard {
  @Field(() => String)
  id!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => String, { description: 'count, percent or money.' })
  unit!: string

  @Field(() => String, { description: 'An example; money in minor units.' })
  value!: string

  @Field(() => TranslatedText, { nullable: true, description: 'What the card offers to do.' })
  action!: TranslatedText | null
}

@ObjectType({ simpleResolvers: true, description: 'An invented appointment.' })
export class PreviewRow {
  @Field(() => String)
  time!: string

  @Field(() => String)
  customer!: string

  @Field(() => TranslatedText)
  service!: TranslatedText

  @Field(() => String)
  status!: string
}

@ObjectType({
  simpleResolvers: true,
  description: 'The panel as it would look, with invented figures and people.',
})
export class OnboardingPreview {
  @Field(() => String)
  sector!: string

  @Field(() => String)
  accent!: string

  @Field(() => TranslatedText, { description: 'Title of the first screen.' })
  title!: TranslatedText

  @Field(() => [PanelWord])
  words!: PanelWord[]

  @Field(() => [PanelNavigationItem])
  navigation!: PanelNavigationItem[]

  @Field(() => [PreviewCard])
  cards!: PreviewCard[]

  @Field(() => [PreviewRow])
  rows!: PreviewRow[]
}

@InputType()
export class ServiceAnswerInput {
  @Field(() => String, { description: "Key of a service of the sector's list." })
  key!: string

  @Field(() => Boolean)
  offered!: boolean

  @Field(() => scalars.Long, { description: 'In minor units; 0 leaves the price open.' })
  priceMinor!: string
}

@InputType()
export class SaveOnboardingStepInput {
  @Field(() => Int, { description: 'Step that is shown next, 1 to 4.' })
  step!: number

  @Field(() => String, { nullable: true })
  sector?: string | null

  @Field(() => String, { nullable: true })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'A number in Türkiye, however it is written.' })
  phone?: string | null

  @Field(() => HoursPreset, { nullable: true })
  hours?: HoursPresetName | null

  @Field(() => [ResourceCountInput], { nullable: true })
  resources?: ResourceCountInput[] | null

  @Field(() => [ServiceAnswerInput], { nullable: true })
  services?: ServiceAnswerInput[] | null
}

@InputType()
export class DismissChecklistItemInput {
  @Field(() => ChecklistItem)
  item!: ChecklistItemKey
}

@ObjectType({ simpleResolvers: true })
export class OnboardingPayload {
  @Field(() => Onboarding, { nullable: true })
  onboarding!: Onboarding | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true })
export class SampleDataPayload {
  @Field(() => Int, { nullable: true, description: 'Rows that were made, or removed.' })
  rows!: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Sample customers that stay as ordinary ones, because somebody worked with them meanwhile.',
  })
  keptCustomers!: number | null

  @Field(() => Onboarding, { nullable: true })
  onboarding!: Onboarding | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}
