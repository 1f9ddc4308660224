import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { payloadOf, pick, TranslatedText, UserErrorType } from '../../schema/index.ts'
import { ApiKey } from './api-key.ts'

@InputType()
export class CreateApiKeyInput extends pick(ApiKey, 'name', 'scopes', 'expiresAt') {
  declare name: string
  declare scopes?: string[]
  declare expiresAt?: Date | null
}

@InputType()
export class ApiKeyInput {
  @Field(() => ID)
  apiKeyId!: string
}

@ObjectType({ simpleResolvers: true })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true })
  apiKey!: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description: 'The whole key, shown this once. Send it as "Authorization: Bearer …".',
  })
  secret!: string | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true })
export class RotateApiKeyPayload extends CreateApiKeyPayload {}

export const RevokeApiKeyPayload = payloadOf(ApiKey, 'RevokeApiKeyPayload')

@ObjectType({ simpleResolvers: true, description: 'A permission that an API key can have.' })
export class ApiKeyScope {
  @Field(() => String, { description: 'e.g. `calendar:act`.' })
  key!: string

  @Field(() => TranslatedText, { description: 'Of the module.' })
  title!: TranslatedText

  @Field(() => Boolean, { description: 'Whether it allows changes, and not only reading.' })
  changes!: boolean
}
