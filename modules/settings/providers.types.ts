import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import {
  type ProviderField,
  type ProviderKind as ProviderKindName,
  scalars,
  TranslatedText,
  UserErrorType,
} from '../../schema/index.ts'

const ProviderKind = {
  EMAIL: 'EMAIL',
  SMS: 'SMS',
  CHAT: 'CHAT',
  PUSH: 'PUSH',
  PAYMENT: 'PAYMENT',
  INVOICE: 'INVOICE',
} as const
registerEnumType(ProviderKind, { name: 'ProviderKind', description: 'What a provider is for.' })

const ProviderInput = { text: 'text', email: 'email', port: 'port', flag: 'flag' } as const
registerEnumType(ProviderInput, { name: 'ProviderInput', description: 'How a field is entered.' })

@ObjectType({ simpleResolvers: true, description: 'Something that an account with a provider needs.' })
export class ProviderFieldInfo {
  @Field(() => String)
  name!: string

  @Field(() => TranslatedText)
  label!: TranslatedText

  @Field(() => ProviderInput)
  input!: ProviderField['input']

  @Field(() => Boolean, { description: 'Kept sealed; never shown again.' })
  secret!: boolean

  @Field(() => Boolean)
  required!: boolean

  @Field(() => String, { nullable: true })
  example!: string | null
}

@ObjectType({ simpleResolvers: true, description: 'A value of a field that is no secret.' })
export class ProviderValue {
  @Field(() => String)
  name!: string

  @Field(() => String)
  value!: string
}

@ObjectType({ simpleResolvers: true, description: 'A secret that is set. The secret itself is never told.' })
export class ProviderSecret {
  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true, description: 'Its last four characters, when it is long.' })
  ending!: string | null

  @Field(() => scalars.DateTime)
  setAt!: string

  @Field(() => String, { nullable: true, description: 'The member who set it.' })
  setBy!: string | null
}

@ObjectType({
  simpleResolvers: true,
  description: 'A service outside, and the account with it if there is one.',
})
export class Provider {
  @Field(() => String)
  key!: string

  @Field(() => ProviderKind)
  kind!: ProviderKindName

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => TranslatedText)
  description!: TranslatedText

  @Field(() => [ProviderFieldInfo])
  fields!: ProviderFieldInfo[]

  @Field(() => Boolean, { description: 'testProviderSettings can try it.' })
  testable!: boolean

  @Field(() => ID, { nullable: true, description: 'The id of its settings; null before they are saved.' })
  settingsId!: string | null

  @Field(() => Int, { nullable: true, description: 'The version of its settings.' })
  version!: number | null

  @Field(() => Boolean, { description: 'There is an account, and it is in use.' })
  enabled!: boolean

  @Field(() => [ProviderValue])
  values!: ProviderValue[]

  @Field(() => [ProviderSecret])
  secrets!: ProviderSecret[]
}

@InputType()
export class ProviderValueInput {
  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'Empty: takes the value away.' })
  value!: string
}

@InputType()
export class SaveProviderSettingsInput {
  @Field(() => String, { description: 'Key of the provider.' })
  provider!: string

  @Field(() => Int, { nullable: true, description: 'The version that was seen; null before the first time.' })
  version?: number | null

  @Field(() => Boolean, { defaultValue: true })
  enabled!: boolean

  @Field(() => [ProviderValueInput], {
    description: 'Fields that change, secrets among them. One that is left out keeps its value.',
  })
  values!: ProviderValueInput[]
}

@InputType()
export class TestProviderSettingsInput {
  @Field(() => String, { description: 'Key of the provider; its saved settings are tried.' })
  provider!: string
}

@InputType()
export class RemoveProviderSettingsInput {
  @Field(() => String, { description: 'Key of the provider.' })
  provider!: string
}

@ObjectType({ simpleResolvers: true })
export class ProviderPayload {
  @Field(() => Provider, { nullable: true, description: 'As it is now; null when nothing was done.' })
  provider!: Provider | null

  @Field(() => [UserErrorType], { description: 'Empty when all went well.' })
  userErrors!: UserErrorType[]
}
