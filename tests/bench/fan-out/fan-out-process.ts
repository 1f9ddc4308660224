import { setTimeout as delay } from 'node:timers/promises'

export interface Memory {
  readonly rssBytes: number
  readonly heapBytes: number
}

/** Answers the benchmark out of one of its servers, and ends with it. */
export function answerBenchmark(url: string): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', async (asked) => {
    if (asked === 'memory') process.send?.({ memory: await memory() })
    if (asked === 'cpuMicros') {
      const { user, system } = process.cpuUsage()
      process.send?.({ cpuMicros: user + system })
    }
  })
  process.send?.({ url })
}

async function memory(): Promise<Memory> {
  // Timers of the handshake run out, and what they kept is let go; freed pages go back a little later.
  await delay(4_000)
  for (let time = 0; time < 6; time += 1) {
    globalThis.gc?.()
    await delay(150)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rssBytes: rss, heapBytes: heapUsed + external }
}
