import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { SetKey } from './furnished-business.ts'
import type { Person } from './people.ts'

/** A document that the paths once answered differently, with names in place of ids and cursors. */
export interface FoundDifference {
  readonly set: SetKey
  readonly person: Person
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

const folder = path.join(import.meta.dirname, '..', 'issues')

/** Those of a set, by the name of their file; each is asked again in every run. */
export function foundDifferences(set: SetKey): [name: string, found: FoundDifference][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file): [string, FoundDifference] => [
      file,
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
    ])
    .filter(([, found]) => found.set === set)
}

/** Keeps a difference for good; the name of its file. */
export function keepDifference(found: FoundDifference): string {
  const name = `${found.set}-${createHash('sha256').update(found.document).digest('hex').slice(0, 8)}.json`
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), `${JSON.stringify(found, null, 2)}\n`)
  return name
}
