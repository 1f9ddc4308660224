import { setTimeout as delay } from 'node:timers/promises'
import { percentile } from '../goal.ts'
import type { Attempt, Target } from './attempts.ts'
import type { Control } from './control.ts'
import { computedMs, residentMegabytes } from './stage.ts'

/** Between two attacks: one attacker, who does not wait long. */
const pauseMs = 25

/** A gateway under attack, with somebody of another business who works beside it. */
export interface Stand extends Target {
  readonly pid: number
  readonly control: Control
  readonly megabytes: number
}

/** What was seen of one attack; asked again, it knows more. */
export class Trial {
  readonly tookMs: number[] = []
  readonly flaws = new Set<string>()
  /** Milliseconds of the control query beside the attack, and while nothing else is asked just before it. */
  readonly beside: number[] = []
  readonly idle: number[] = []
  grownMegabytes = 0
  #computedMs = 0

  constructor(readonly attempt: Attempt) {}

  /** Waits for `idleMs` and then attacks until `attackMs` are over, at least once. */
  async ask(stand: Stand, idleMs: number, attackMs: number): Promise<void> {
    const { control, pid } = stand
    const atRest = { since: performance.now(), computed: computedMs(pid) }
    await delay(idleMs)
    this.idle.push(...(await control.taken()))
    const began = performance.now()
    const computed = computedMs(pid)
    const restingShare = (computed - atRest.computed) / (began - atRest.since)
    while (performance.now() - began < attackMs) {
      await this.#once(stand)
      await delay(pauseMs)
    }
    this.beside.push(...(await control.taken()))
    const tookMs = performance.now() - began
    this.#computedMs += Math.max(0, computedMs(pid) - computed - restingShare * tookMs)
    this.grownMegabytes = Math.max(this.grownMegabytes, residentMegabytes(pid) - stand.megabytes)
  }

  /** What one attack costs the server's thread, without what the control query does. */
  get computedMsEach(): number {
    return this.#computedMs / this.tookMs.length
  }

  /** How much longer the control query takes beside it than at rest. */
  besideByIdle(idle: readonly number[]): number {
    return percentile(this.beside, 95) / percentile(idle, 95)
  }

  async #once(stand: Stand): Promise<void> {
    const { once, judge } = this.attempt
    const began = performance.now()
    try {
      for (const flaw of judge(await once(stand))) this.flaws.add(flaw)
    } catch (error) {
      this.flaws.add(String(error))
    }
    this.tookMs.push(performance.now() - began)
  }
}
