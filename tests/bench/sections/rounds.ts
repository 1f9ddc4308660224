import type { Sample } from '../load/window.ts'
import type { QueryName } from '../queries.ts'
import { type BenchRun, median, sampleOf } from '../run.ts'
import { type ServerProcess, startServerProcess } from '../servers/server-process.ts'
import { type ServerName, serverNames } from '../words/index.ts'

/** Medians over the rounds; CPU in microseconds per request, latencies in milliseconds. */
export interface Figures {
  readonly serverCpu: number
  readonly postgresCpu: number | null
  readonly totalCpu: number | null
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Requests of all rounds. */
  readonly requests: number
  /** CPU, server CPU and p99 of this server by those of another: the median of the rounds' own ratios. */
  readonly against: { readonly [server in ServerName]?: Ratios }
}

export interface Ratios {
  readonly totalCpu: number | null
  readonly serverCpu: number
  readonly postgresCpu: number | null
  readonly p99: number
}

export type FiguresByQuery = { readonly [query in QueryName]?: { readonly [server in ServerName]: Figures } }

/** All servers side by side: each round asks every query of every server, beginning with another server each time. */
export async function measureRounds(run: BenchRun): Promise<FiguresByQuery> {
  const servers: ServerProcess[] = []
  try {
    for (const name of serverNames) servers.push(await startServerProcess(name, run.cluster.many))
    const samples = new Map<QueryName, Map<ServerName, Sample[]>>()
    // One round more, which does not count: code that has not run often yet is slow.
    for (let round = -1; round < run.options.rounds; round += 1) {
      for (const query of run.options.queries) {
        for (let turn = 0; turn < servers.length; turn += 1) {
          const server = servers[(round + 1 + turn) % servers.length] as ServerProcess
          const sample = await sampleOf(run, server, query)
          if (round < 0) continue
          const ofQuery = samples.get(query) ?? new Map<ServerName, Sample[]>()
          samples.set(query, ofQuery.set(server.name, [...(ofQuery.get(server.name) ?? []), sample]))
        }
      }
      run.say(round < 0 ? '  warm' : `  round ${round + 1} of ${run.options.rounds}`)
    }
    return Object.fromEntries([...samples].map(([query, ofQuery]) => [query, figuresOf(ofQuery)]))
  } finally {
    for (const server of servers) await server.close()
  }
}

function figuresOf(samples: ReadonlyMap<ServerName, readonly Sample[]>): { [server in ServerName]: Figures } {
  const figures = [...samples].map(([name, own]) => {
    const against = [...samples]
      .filter(([other]) => other !== name)
      .map(([other, theirs]) => [other, ratios(own, theirs)] as const)
    return [name, { ...medians(own), against: Object.fromEntries(against) }] as const
  })
  return Object.fromEntries(figures) as { [server in ServerName]: Figures }
}

export function medians(samples: readonly Sample[]): Omit<Figures, 'against'> {
  const middle = (of: (sample: Sample) => number) => median(samples.map(of)) ?? 0
  return {
    serverCpu: middle((one) => one.serverCpu),
    postgresCpu: median(samples.map((one) => one.postgresCpu)),
    totalCpu: median(samples.map(totalCpu)),
    perSecond: middle((one) => one.perSecond),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
    requests: samples.reduce((sum, one) => sum + one.requests, 0),
  }
}

export function ratios(own: readonly Sample[], theirs: readonly Sample[]): Ratios {
  const of = (value: (sample: Sample) => number | null) =>
    median(
      own.map((sample, round) => {
        const other = theirs[round]
        const [above, below] = [value(sample), other ? value(other) : null]
        return above === null || below === null ? null : above / below
      }),
    )
  return {
    totalCpu: of(totalCpu),
    serverCpu: of((one) => one.serverCpu) ?? 0,
    postgresCpu: of((one) => one.postgresCpu),
    p99: of((one) => one.p99) ?? 0,
  }
}

function totalCpu({ serverCpu, postgresCpu }: Sample): number | null {
  return postgresCpu === null ? null : serverCpu + postgresCpu
}
