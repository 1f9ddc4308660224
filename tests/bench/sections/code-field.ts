import type { Sample } from '../load/window.ts'
import { codeQuery } from '../queries.ts'
import { type BenchRun, median, sampleOf } from '../run.ts'
import { startServerProcess } from '../servers/server-process.ts'
import { ratios } from './rounds.ts'

/** What it costs the product's process that one field of each appointment in a list is computed by code. */
export interface CodeField {
  /** CPU of the server per request in microseconds. */
  readonly without: number
  readonly with: number
  readonly ratio: number
}

/** The same list with and without the field, in turns. */
export async function measureCodeField(run: BenchRun): Promise<CodeField> {
  const server = await startServerProcess('product', run.cluster.many)
  const plain: Sample[] = []
  const coded: Sample[] = []
  try {
    // One round more, which does not count.
    for (let round = -1; round < run.options.rounds; round += 1) {
      const [one, other] = [await sampleOf(run, server, 'q2'), await sampleOf(run, server, codeQuery)]
      if (round < 0) continue
      plain.push(one)
      coded.push(other)
    }
  } finally {
    await server.close()
  }
  const middle = (samples: readonly Sample[]) => median(samples.map(({ serverCpu }) => serverCpu)) ?? 0
  return { without: middle(plain), with: middle(coded), ratio: ratios(coded, plain).serverCpu }
}
