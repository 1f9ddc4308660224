import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { UserErrorType } from '../../schema/index.ts'
import { SignedIn } from './session.types.ts'

export const SignUpLocale = { tr: 'tr', en: 'en' } as const
registerEnumType(SignUpLocale, { name: 'SignUpLocale' })

@InputType()
export class SignUpInput {
  @Field(() => String)
  name!: string

  @Field(() => String)
  email!: string

  @Field(() => String)
  password!: string

  @Field(() => SignUpLocale, { description: 'Language of the business and of what is mailed.' })
  locale!: 'tr' | 'en'

  @Field(() => Boolean, { defaultValue: false, description: 'As with signIn.' })
  cookie!: boolean
}

@ObjectType({ simpleResolvers: true })
export class SignUpPayload {
  @Field(() => SignedIn, {
    nullable: true,
    description:
      'Where no mail server is configured: the session to go on with. Else null: the link in the mail starts it.',
  })
  session!: SignedIn | null

  @Field(() => Boolean, {
    description: 'Whether a mail says how to go on; so for an address with an account as for a new one.',
  })
  isMailed!: boolean

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}

@InputType()
export class ConfirmSignUpInput {
  @Field(() => String, { description: 'The secret of the link that was mailed.' })
  token!: string

  @Field(() => Boolean, { defaultValue: false, description: 'As with signIn.' })
  cookie!: boolean
}

@ObjectType({ simpleResolvers: true })
export class ConfirmSignUpPayload {
  @Field(() => SignedIn, { nullable: true })
  session!: SignedIn | null

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[]
}
