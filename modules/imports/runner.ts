import { type RequestContext, serviceKey } from '../../schema/index.ts'
import { runImport } from './run-import.ts'
import { failRun, unfinishedError } from './run-state.ts'
import { undoRun } from './undo-run.ts'
import type { Uploads } from './uploads.ts'

/** A run that was going on when its process ended. UUIDs. */
export interface UnfinishedRun {
  readonly tenantId: string
  readonly runId: string
}

export interface ImportRunnerSetting {
  readonly uploads: Uploads
  /** Takes a run for this process until released; null when another process has it. Ends with the process. */
  readonly claim: (runId: string) => Promise<(() => Promise<void>) | null>
  /** Runs of all tenants that are marked as running or being undone. */
  readonly unfinished: () => Promise<readonly UnfinishedRun[]>
  /** A context that acts as whoever started the run; null when they are no longer a member. */
  readonly contextOf: (run: UnfinishedRun) => Promise<RequestContext | null>
  readonly failed: (error: unknown) => void
}

/** Told after each commit. */
export type Told = (progress: { readonly doneLines: number; readonly totalLines: number }) => void

/** Runs beyond this many wait: each holds a connection, and requests come first. */
const atOnce = 2

/**
 * Carries out imports and their undoing beside the requests of this process, a batch per transaction. A run that its
 * process did not finish is taken up again at the next start, behind the last line that was committed.
 */
export class ImportRunner {
  readonly #going = new Map<string, { readonly done: Promise<void>; readonly listeners: Told[] }>()
  readonly #waiting: (() => void)[] = []
  #free = atOnce
  #closing = false

  constructor(private readonly setting: ImportRunnerSetting) {}

  /** Starts the run, or its undoing, as its status says. Never rejects: how it ends stands in the run. */
  begin(context: RequestContext, runId: string, told: Told = () => undefined): Promise<void> {
    const known = this.#going.get(runId)
    if (known) {
      known.listeners.push(told)
      return known.done
    }
    const listeners = [told]
    const tellAll: Told = (progress) => {
      for (const listener of listeners) listener(progress)
    }
    const done = this.#carryOut(context.inBackground(), runId, tellAll).finally(() =>
      this.#going.delete(runId),
    )
    this.#going.set(runId, { done, listeners })
    return done
  }

  /** Resolves when the run is not going on in this process (any more). */
  async settled(runId: string): Promise<void> {
    await this.#going.get(runId)?.done
  }

  /** Takes up what processes that ended left behind. Returns how many runs that are. */
  async resume(): Promise<number> {
    const runs = await this.setting.unfinished()
    let resumed = 0
    for (const run of runs) {
      const context = await this.setting.contextOf(run)
      if (!context) continue
      resumed += 1
      void this.begin(context, run.runId)
    }
    return resumed
  }

  /** Stops every run after the batch it is at; the next start goes on from there. */
  async close(): Promise<void> {
    this.#closing = true
    for (const next of this.#waiting.splice(0)) next()
    await Promise.all([...this.#going.values()].map(({ done }) => done))
  }

  async #carryOut(context: RequestContext, runId: string, told: Told): Promise<void> {
    await this.#turn()
    try {
      if (this.#closing) return
      const release = await this.setting.claim(runId)
      if (!release) return
      try {
        const job = { context, runId, told, uploads: this.setting.uploads, isStopping: () => this.#closing }
        await undoRun(job)
        await runImport(job)
      } finally {
        await release()
      }
    } catch (error) {
      this.setting.failed(error)
      await failRun(context, runId, unfinishedError).catch(this.setting.failed)
    } finally {
      this.#free += 1
      this.#waiting.shift()?.()
    }
  }

  async #turn(): Promise<void> {
    while (this.#free === 0 && !this.#closing)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#free -= 1
  }
}

export const importRunnerKey = serviceKey<ImportRunner>('imports')
