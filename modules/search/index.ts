/**
 * Owns looking for anything from one field. Which records are found, and by what, the modules and sectors declare as
 * `searches`; reach, module switches and the sectors of the business hold here as everywhere.
 */
import { defineModule } from '../../schema/index.ts'
import { SearchResolver } from './search.resolver.ts'

export const search = defineModule({
  key: 'search',
  title: { en: 'Search', tr: 'Arama' },
  switchable: false,
  resolvers: [SearchResolver],
})
