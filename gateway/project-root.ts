import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of package.json, whether this runs from its source or from dist. */
export function projectRoot(from: string = import.meta.dirname): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const parent = path.dirname(from)
  if (parent === from)
    throw new Error('Lonca was taken out of its project: there is no package.json above it.')
  return projectRoot(parent)
}
