import { Field, Int, ObjectType } from 'type-graphql'
import { scalars, TranslatedText } from '../../schema/index.ts'

@ObjectType({ simpleResolvers: true, description: 'The sector that gives the panel its words and screens.' })
export class PanelBlueprint {
  @Field(() => String)
  key!: string

  @Field(() => Int)
  version!: number

  @Field(() => String, { description: 'Name of one of the six tested colour pairs.' })
  accent!: string

  @Field(() => TranslatedText)
  title!: TranslatedText
}

@ObjectType({
  simpleResolvers: true,
  description: 'What the sector calls something, e.g. its word for a customer.',
})
export class PanelWord {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  one!: TranslatedText

  @Field(() => TranslatedText)
  many!: TranslatedText
}

@ObjectType({ simpleResolvers: true })
export class PanelNavigationItem {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => String)
  icon!: string

  @Field(() => String)
  path!: string
}

@ObjectType({ simpleResolvers: true, description: "One value of a widget's rows." })
export class PanelWidgetField {
  @Field(() => String, { description: 'Path from the row, e.g. `customer.name`.' })
  name!: string

  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => String, { description: 'How it is shown: TEXT, MONEY, DATE, STATUS, …' })
  format!: string
}

@ObjectType({ simpleResolvers: true, description: 'A part of a screen: its own document and how rows look.' })
export class PanelWidget {
  @Field(() => String)
  key!: string

  @Field(() => String, {
    description: 'KPI_ROW, RECORD_LIST, TIMELINE, …: a closed list that the panel draws.',
  })
  kind!: string

  @Field(() => TranslatedText, { nullable: true })
  title!: TranslatedText | null

  @Field(() => String, { nullable: true, description: 'GraphQL document that fills it.' })
  document!: string | null

  @Field(() => String, { nullable: true, description: 'Where its rows are in the answer.' })
  path!: string | null

  @Field(() => [PanelWidgetField])
  fields!: PanelWidgetField[]

  @Field(() => scalars.JsonValue, { nullable: true })
  options!: object | null
}

@ObjectType({ simpleResolvers: true })
export class PanelScreen {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => [PanelWidget])
  widgets!: PanelWidget[]
}

@ObjectType({ simpleResolvers: true })
export class PanelChoice {
  @Field(() => String)
  value!: string

  @Field(() => TranslatedText)
  label!: TranslatedText
}

@ObjectType({ simpleResolvers: true, description: 'An attribute of a record that the viewer may read.' })
export class PanelRecordField {
  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'TEXT, INTEGER, MONEY, CHOICE, REFERENCE, …' })
  kind!: string

  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => [PanelChoice], { description: 'Of a choice, in the order of the screen; else empty.' })
  choices!: PanelChoice[]

  @Field(() => Boolean, { description: 'By the record or by the sector.' })
  required!: boolean

  @Field(() => Boolean, { description: 'Shown in lists of the record.' })
  list!: boolean

  @Field(() => Boolean, { description: 'May the viewer write it in a form?' })
  writable!: boolean
}

@ObjectType({ simpleResolvers: true, description: 'A kind of record that the viewer may see.' })
export class PanelRecord {
  @Field(() => String, { description: 'Name of its GraphQL type.' })
  type!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => TranslatedText)
  plural!: TranslatedText

  @Field(() => [String], {
    description: 'What the viewer may do with it in a form: create, update, archive.',
  })
  verbs!: string[]

  @Field(() => [PanelRecordField])
  fields!: PanelRecordField[]
}

@ObjectType({ simpleResolvers: true, description: "The panel's main button." })
export class PanelPrimaryAction {
  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => String)
  icon!: string

  @Field(() => String)
  kind!: string
}

@ObjectType({
  simpleResolvers: true,
  description: 'A module that the business does without now, so that a link into it can be explained.',
})
export class PanelDisabledModule {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => String, { description: '`SWITCHED_OFF` by somebody, or `NOT_IN_PLAN`.' })
  because!: string

  @Field(() => String, { nullable: true, description: 'What whoever switched it off said.' })
  reason!: string | null

  @Field(() => scalars.DateTime, { nullable: true })
  since!: string | null

  @Field(() => scalars.DateTime, { nullable: true, description: 'When it is back by itself; null: by hand.' })
  endsAt!: string | null

  @Field(() => String, { nullable: true, description: 'Name of the member who switched it off.' })
  by!: string | null

  @Field(() => [String], { description: 'Roles that can switch it on again.' })
  enabledBy!: string[]

  @Field(() => [String], { description: 'Places of the panel that are gone with it.' })
  paths!: string[]
}

@ObjectType({ simpleResolvers: true, description: 'The panel of the viewer as data.' })
export class Panel {
  @Field(() => PanelBlueprint)
  blueprint!: PanelBlueprint

  @Field(() => [PanelWord])
  words!: PanelWord[]

  @Field(() => [PanelNavigationItem])
  navigation!: PanelNavigationItem[]

  @Field(() => [PanelScreen])
  screens!: PanelScreen[]

  @Field(() => [PanelRecord])
  records!: PanelRecord[]

  @Field(() => PanelPrimaryAction, {
    nullable: true,
    description: 'Null for whoever may not do it, or not now.',
  })
  primaryAction!: PanelPrimaryAction | null

  @Field(() => [PanelDisabledModule])
  disabledModules!: PanelDisabledModule[]
}
