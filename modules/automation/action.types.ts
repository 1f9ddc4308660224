import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Lookup, payloadOf, type Row, TranslatedText, versionedInput } from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { ActionRun } from './action-run.ts'

@ObjectType({ simpleResolvers: true, description: 'How many an action leaves out, and why.' })
export class ActionExclusions {
  @Field(() => Int, { description: 'There is no telephone number.' })
  withoutPhone!: number

  @Field(() => Int, { description: 'They refused commercial calls; only for actions that are for business.' })
  refused!: number

  @Field(() => Int, {
    description: 'A task of this action is open for them, or was closed within two weeks.',
  })
  recent!: number
}

@ObjectType({ simpleResolvers: true, description: 'Something that can be done now about a key figure.' })
export class ActionCard {
  @Field(() => String)
  key!: string

  @Field(() => String, { description: 'Name of an icon of the panel.' })
  icon!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => TranslatedText, { description: 'The button.' })
  verb!: TranslatedText

  @Field(() => String, { description: "Why now, in the viewer's language." })
  why!: string

  @Field(() => String, { description: 'Id of the key figure that it moves.' })
  moves!: string

  @Field(() => Int, { description: 'How many people it concerns.' })
  count!: number

  @Field(() => ActionExclusions)
  excluded!: ActionExclusions

  @Field(() => ActionRun, {
    nullable: true,
    description: 'The last time it was started, if within two weeks.',
  })
  lastRun!: Row | null
}

@ObjectType({ simpleResolvers: true, description: 'Somebody whom an action concerns.' })
export class ActionPerson {
  @Field(() => Customer)
  customer!: Lookup

  @Field(() => Appointment, { nullable: true, description: 'The appointment that it is about.' })
  appointment!: Lookup | null

  @Field(() => String, { description: "Why this person, in the viewer's language." })
  reason!: string
}

@ObjectType({ simpleResolvers: true, description: 'What starting an action would do; nothing is done yet.' })
export class ActionPreview {
  @Field(() => ActionCard)
  card!: ActionCard

  @Field(() => TranslatedText, { description: "The title of each person's task." })
  task!: TranslatedText

  @Field(() => [ActionPerson], {
    description: 'The most urgent first; at most 20, as many as are called in a day.',
  })
  people!: ActionPerson[]
}

@InputType()
export class StartActionInput {
  @Field(() => String)
  key!: string

  @Field(() => [ID], { defaultValue: [], description: 'Customers to leave out this time.' })
  exceptCustomerIds!: string[]
}

@InputType()
export class UndoActionInput extends versionedInput('ActionRunVersionInput') {
  declare id: string
  declare version: number
}

export const StartActionPayload = payloadOf(ActionRun, 'StartActionPayload')
export const UndoActionPayload = payloadOf(ActionRun, 'UndoActionPayload')
