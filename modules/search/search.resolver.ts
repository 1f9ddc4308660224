import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import { Allow, Costs, type RequestContext } from '../../schema/index.ts'
import { search } from './search.ts'
import { SearchResult } from './search.types.ts'

@Resolver()
export class SearchResolver {
  @Query(() => [SearchResult], {
    description:
      'Finds customers, appointments, staff and whatever the sectors add, by name, number, code or time; Turkish letters count as their plain ones.',
  })
  @Allow('signed-in')
  @Costs({ points: 30 })
  search(
    @Arg('query', () => String, { description: 'At least two characters.' }) query: string,
    @Arg('first', () => Int, { defaultValue: 10, description: '50 at most.' }) first: number,
    @Arg('types', () => [String], { nullable: true, description: 'Names of records; default: all.' })
    types: string[] | null,
    @Ctx() context: RequestContext,
  ): Promise<SearchResult[]> {
    return search(context, query, first, types)
  }
}
