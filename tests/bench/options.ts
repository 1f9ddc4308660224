import { parseArgs } from 'node:util'
import { type QueryName, queryNames } from './queries.ts'
import type { BenchOptions } from './run.ts'

/** Reads `--small`, `--only q1,q2` and `--rounds 7`. Throws a sentence for what it does not know. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: { small: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' } },
  })
  const isSmall = values.small ?? false
  const rounds = Number(values.rounds ?? (isSmall ? 3 : 5))
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a number of rounds, not ${values.rounds}.`)
  return {
    isSmall,
    rounds,
    queries: values.only ? values.only.split(',').map(known) : queryNames,
    milliseconds: isSmall ? 800 : 1_500,
    connections: 32,
  }
}

function known(name: string): QueryName {
  const query = queryNames.find((one) => one === name.trim().toLowerCase())
  if (!query) throw new Error(`There is no query ${name}; there are ${queryNames.join(', ')}.`)
  return query
}
