import { existsSync } from 'node:fs'
import type { BenchRun } from '../run.ts'

/** What happens told to many sockets, by the product and by plain graphql-ws with one iterator per socket. */
export interface FanOut {
  readonly sockets: number
  /** From the commit to the last socket's frame, in milliseconds; medians. Of what the event itself says: */
  readonly productMs: number
  readonly plainMs: number
  /** the same by a process that does nothing but write a ready frame to each, less than which nobody takes, */
  readonly writesMs: number
  /** and of the changed record, which is read for it. */
  readonly productRecordMs: number
  readonly plainRecordMs: number
  /** What an open socket with a subscription costs the server, in bytes. */
  readonly productBytesPerSocket: number
  readonly plainBytesPerSocket: number
}

const patienceMs = 300_000

/** Measured by `fan-out.ts` beside `bench.ts`; null, with a sentence, when it fails: the other sections are worth keeping. */
export async function fanOutIfThere(run: BenchRun): Promise<FanOut | null> {
  const file = new URL('../fan-out.ts', import.meta.url)
  if (!existsSync(file)) return null
  const { measureFanOut } = (await import(file.href)) as { measureFanOut(run: BenchRun): Promise<FanOut> }
  const tooLong = AbortSignal.timeout(patienceMs)
  const late = new Promise<never>((_, reject) => {
    tooLong.addEventListener('abort', () => reject(new Error(`it takes longer than ${patienceMs / 1000} s`)))
  })
  try {
    return await Promise.race([measureFanOut(run), late])
  } catch (error) {
    run.say(`  Not measured: ${(error as Error).message}`)
    return null
  }
}
