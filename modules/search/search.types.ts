import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({
  simpleResolvers: true,
  description:
    'A record that fits what was typed. It names its type as text, so that it is the same in every sector.',
})
export class SearchResult {
  @Field(() => String, { description: 'Name of the record, e.g. `Customer`.' })
  type!: string

  @Field(() => ID)
  id!: string

  @Field(() => String)
  title!: string

  @Field(() => String)
  subtitle!: string

  @Field(() => String, { description: 'Where in the panel it leads.' })
  path!: string

  @Field(() => String, {
    nullable: true,
    description: 'What fits, when neither title nor subtitle shows it.',
  })
  hint!: string | null
}
