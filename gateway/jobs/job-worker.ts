import type { AnyJob, Composition } from '../../schema/index.ts'
import { atMostEvery } from '../at-most-every.ts'
import type { Log } from '../log.ts'
import type { OperationSetting } from '../operation-context.ts'
import { JobStopped } from './job-failure.ts'
import { JobRows } from './job-rows.ts'
import type { HeldTicket, Queue } from './queue.ts'
import { type JobOutcome, type RunParts, runJob } from './run-job.ts'
import { Schedules } from './schedules.ts'
import { SystemPrincipals } from './system-principal.ts'

/** Jobs that run at a time in one process, and how many of them may be of one tenant: the rest is for the others. */
const slots = 10
const tenantSlots = 7
const tickMs = 1_000
/** Jobs that end within this time are dropped, and followed by others, together. */
const turnMs = 5
/** A third of what a ticket lives without a sign. */
const keepMs = 3_000
/** So long may jobs finish when the process leaves; then they go back to where another worker finds them. */
const patienceMs = 8_000

export interface JobWorkerParts {
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly queue: Queue
  readonly log: Log
}

interface Running {
  readonly ticket: HeldTicket
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/**
 * Runs background jobs in this process: hands due ones to the queue, takes its share, runs them, and starts what the
 * clock starts. Any number of processes may do so on one database.
 */
export class JobWorker {
  readonly #run: RunParts
  readonly #schedules: Schedules
  readonly #running = new Map<string, Running>()
  readonly #turns = atMostEvery(turnMs, () => void this.#turn())
  #over: HeldTicket[] = []
  #isWoken = true
  #isMoreDue = true
  #turning: Promise<void> | null = null
  #again = false
  #timers: NodeJS.Timeout[] = []
  #leaving = false

  constructor(private readonly parts: JobWorkerParts) {
    const { setting, composition, log, queue } = parts
    const rows = new JobRows(setting.pool, queue)
    const principals = new SystemPrincipals(setting.pool)
    this.#run = { setting, composition, log, rows, principals, jobs: declaredJobs(composition) }
    this.#schedules = new Schedules(setting, composition)
  }

  /** Opens the queue and begins to work; without it only `settle` runs jobs. */
  async start(): Promise<void> {
    await this.parts.queue.open()
    this.#timers = [setInterval(() => this.#tick(), tickMs), setInterval(() => void this.#keep(), keepMs)]
    this.#tick()
  }

  /** To be called when jobs may be due. Never fails. */
  wake(): void {
    this.#isWoken = true
    if (this.#timers.length > 0) this.#turns.run()
  }

  /** Queues what the clock starts in its present slot; the timer does so too. */
  async tick(): Promise<number> {
    return this.#schedules.queueSlots()
  }

  /**
   * Runs everything that is due now, one after the other, until nothing is left; for tests, whose servers do not work
   * by themselves. Throws when a try fails.
   *
   * @param options.failures 'kept' returns failed tries among the others instead.
   */
  async settle({
    failures = 'thrown',
  }: {
    readonly failures?: 'thrown' | 'kept'
  } = {}): Promise<readonly JobOutcome[]> {
    await this.parts.queue.open()
    const outcomes: JobOutcome[] = []
    const { rows, setting } = this.#run
    for (;;) {
      await rows.handOut(setting.clock.now())
      const [ticket] = await this.parts.queue.take(1, [])
      if (!ticket) break
      for (const job of await rows.begin([ticket], setting.clock.now())) {
        this.#run.principals.forget()
        outcomes.push(await runJob(this.#run, job, new AbortController().signal))
      }
      await this.parts.queue.drop([ticket])
    }
    const errors = outcomes.filter(({ ended }) => ended === 'retried' || ended === 'failed')
    if (errors.length > 0 && failures === 'thrown') {
      const names = errors.map(({ job, ended }) => `${job.job} (${ended})`)
      throw new AggregateError(
        errors.map(({ error }) => error),
        `Jobs failed: ${names.join(', ')}.`,
      )
    }
    return outcomes
  }

  /** Takes nothing more, lets running jobs finish for a while, gives back the others, and leaves. */
  async close(): Promise<void> {
    this.#leaving = true
    for (const timer of this.#timers) clearInterval(timer)
    this.#turns.cancel()
    await this.#turning
    const all = Promise.all([...this.#running.values()].map(({ ended }) => ended))
    const keeping = setInterval(() => void this.#keep(), keepMs)
    const patience = setTimeout(() => {
      const reason = new JobStopped('LEAVING', 'The worker is leaving.')
      for (const { stop } of this.#running.values()) stop.abort(reason)
    }, patienceMs)
    await all
    clearInterval(keeping)
    clearTimeout(patience)
    await this.#dropOver().catch((error) => this.#failed(error))
    await this.parts.queue.close()
  }

  #tick(): void {
    this.#schedules.queueSlots().then(
      (queued) => queued > 0 && this.wake(),
      (error) => this.#failed(error),
    )
    this.wake()
  }

  async #turn(): Promise<void> {
    if (this.#turning) {
      this.#again = true
      return
    }
    this.#turning = this.#work()
      .catch((error) => this.#failed(error))
      .finally(() => {
        this.#turning = null
        if (!this.#again || this.#leaving) return
        this.#again = false
        this.#turns.run()
      })
    await this.#turning
  }

  async #work(): Promise<void> {
    await this.#dropOver()
    // Only the first look is for what a wake-up announced; what it left is fetched when the queue runs low.
    if (this.#isWoken) await this.#handOut()
    while (!this.#leaving) {
      const { count, full } = this.#room()
      if (count <= 0) return
      const tickets = await this.parts.queue.take(count, full)
      if (tickets.length > 0) await this.#begin(tickets)
      if (tickets.length < count && this.#isMoreDue) await this.#handOut()
      else if (tickets.length === 0) return
    }
  }

  async #handOut(): Promise<void> {
    this.#isWoken = false
    this.#isMoreDue = (await this.#run.rows.handOut(this.#now())) > 0
  }

  /** How many more may run, so that no tenant has more than its part whichever tickets come, and who has it already. */
  #room(): { count: number; full: string[] } {
    const running = new Map<string, number>()
    for (const { ticket } of this.#running.values())
      running.set(ticket.tenantId, (running.get(ticket.tenantId) ?? 0) + 1)
    const full = [...running].filter(([, count]) => count >= tenantSlots).map(([tenantId]) => tenantId)
    const most = Math.max(0, ...[...running.values()].filter((count) => count < tenantSlots))
    return { count: Math.min(slots - this.#running.size, tenantSlots - most), full }
  }

  async #begin(tickets: readonly HeldTicket[]): Promise<void> {
    const begun = new Map((await this.#run.rows.begin(tickets, this.#now())).map((job) => [job.id, job]))
    for (const ticket of tickets) {
      const job = begun.get(ticket.jobId)
      if (!job) {
        this.#over.push(ticket)
        continue
      }
      const stop = new AbortController()
      const ended = runJob(this.#run, job, stop.signal).then((outcome) => {
        this.#running.delete(ticket.messageId)
        // One that nobody could settle keeps its ticket: it goes to another worker when this one stops keeping it.
        if (outcome.ended !== 'unknown') this.#over.push(ticket)
        this.#turns.run()
      })
      this.#running.set(ticket.messageId, { ticket, stop, ended })
    }
  }

  async #dropOver(): Promise<void> {
    const over = this.#over
    if (over.length === 0) return
    this.#over = []
    await this.parts.queue.drop(over)
  }

  async #keep(): Promise<void> {
    const held = [...this.#running.values()]
    if (held.length === 0) return
    try {
      const lost = await this.parts.queue.keep(held.map(({ ticket }) => ticket))
      const reason = new JobStopped('LOST', 'The worker was taken for dead.')
      for (const { ticket, stop } of held) if (lost.has(ticket.messageId)) stop.abort(reason)
    } catch (error) {
      this.#failed(error)
    }
  }

  #now(): Date {
    return this.parts.setting.clock.now()
  }

  #failed(error: unknown): void {
    this.parts.log.failure('jobs', error)
  }
}

function declaredJobs(composition: Composition): ReadonlyMap<string, AnyJob> {
  const jobs = new Map<string, AnyJob>()
  for (const module of composition.modules) {
    const scheduled = module.schedules?.map((schedule) => schedule.job) ?? []
    for (const job of new Set([...(module.jobs ?? []), ...scheduled])) {
      if (jobs.has(job.name)) throw new Error(`Two modules declare the job "${job.name}": rename one.`)
      jobs.set(job.name, job)
    }
  }
  return jobs
}
