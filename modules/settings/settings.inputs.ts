import { Field, InputType, Int } from 'type-graphql'
import { payloadOf, pick } from '../../schema/index.ts'
import { BusinessProfile } from './business-profile.ts'

@InputType()
export class SaveBusinessProfileInput extends pick(
  BusinessProfile,
  'legalName',
  'phone',
  'email',
  'address',
  'taxOffice',
  'taxNumber',
) {
  declare legalName?: string | null
  declare phone?: string | null
  declare email?: string | null
  declare address?: string | null
  declare taxOffice?: string | null
  declare taxNumber?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the business calls itself; left out: unchanged.',
  })
  name?: string | null

  @Field(() => Int, { nullable: true, description: 'The version that was seen; null before the first time.' })
  version?: number | null
}

export const SaveBusinessProfilePayload = payloadOf(BusinessProfile, 'SaveBusinessProfilePayload')
