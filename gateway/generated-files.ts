import { lexicographicSortSchema, printSchema } from 'graphql'
import type { Composition } from '../schema/index.ts'
import { accessDocs } from './access-docs.ts'
import { costDocs } from './cost-docs.ts'
import { kpiDocs } from './kpi-docs.ts'

/**
 * Every file that follows from the declarations, by its path in the project: the SDL of each set, the figures, who may
 * do what, and what it costs.
 */
export function generatedFiles(composition: Composition): Map<string, string> {
  const schemas = new Map([['superset', composition.superset]])
  for (const { key } of composition.blueprints) schemas.set(key, composition.setFor([key]).schema)
  const files = new Map<string, string>()
  for (const [name, schema] of schemas) {
    const sdl = printSchema(lexicographicSortSchema(schema))
    files.set(`schema/sdl/${name}.graphql`, `# Written by "npm run codegen".\n\n${sdl}\n`)
  }
  return files
    .set('docs/kpis.md', kpiDocs(composition))
    .set('docs/access.md', accessDocs(composition))
    .set('docs/cost.md', costDocs(composition))
}
