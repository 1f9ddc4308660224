import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const allowedBytes = 32 * 1024 * 1024

/**
 * Keeps a long run from growing the process. What a batch holds while it waits for the database ends up in the old
 * generation, which the engine lets grow to several times what is in use before it cleans up: 200 MB for 100,000
 * lines. On a small machine that memory is the database's, so it is given back every 32 MB.
 */
export class HeapKeeper {
  #floor = oldGeneration()
  #collect: (() => void) | null = null

  /** Call it where little is held: between two batches. Costs some 30 ms about every thirteenth time. */
  tidy(): void {
    const used = oldGeneration()
    if (used < this.#floor + allowedBytes) {
      this.#floor = Math.min(this.#floor, used)
      return
    }
    this.#collect ??= collector()
    this.#collect()
    this.#floor = oldGeneration()
  }
}

function oldGeneration(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name: name }) => name === 'old_space' || name === 'large_object_space')
    .reduce((sum, { space_used_size: size }) => sum + size, 0)
}

/** The engine offers its collector only to contexts made while this flag is set. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  return collect
}
