import { LoncaError } from '../errors.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { notedSql, type Viewing } from './health-access.ts'
import { type Ask, type Bound, messageOf, type Send, Statement } from './statement.ts'

/** Far below what a message can hold: 65,535 parameters and 1,664 columns. */
const maxPlans = 500
const maxValues = 20_000

interface Waiting {
  readonly bound: Bound
  readonly plan: string
  readonly health: readonly RecordMeta[]
  readonly answered: (answer: unknown) => void
  readonly failed: (error: unknown) => void
}

/**
 * Asks of the same round go out as one message. A round is what an operation asks before it waits for an answer: it
 * ends when the process has nothing left to do at once, with loaders (they ask on the next tick) included. When the
 * message fails, each plan is asked by itself, so that one that cannot be carried out costs its own part only.
 *
 * @param viewing who looks, for what is written down of it.
 */
export function mergedAsks(send: Send, viewing: () => Viewing): Ask {
  const together = togetherThrough(send, viewing)
  let round: Waiting[] = []
  const flush = async () => {
    const asked = round
    round = []
    // One after the other: what was asked first is never the younger truth.
    for (const part of parts(asked)) await answer(part, together)
  }
  return (bound, plan, health = []) =>
    new Promise((answered, failed) => {
      if (round.length === 0) setImmediate(() => void flush())
      round.push({ bound, plan, health: [...health], answered, failed })
    })
}

function parts(round: readonly Waiting[]): Waiting[][] {
  const all: Waiting[][] = []
  let values = Number.POSITIVE_INFINITY
  for (const one of round) {
    const last = all.at(-1)
    values += one.bound.values.length
    if (last && last.length < maxPlans && values <= maxValues) last.push(one)
    else {
      all.push([one])
      values = one.bound.values.length
    }
  }
  return all
}

type Together = (part: readonly Waiting[]) => Promise<readonly unknown[]>

async function answer(part: readonly Waiting[], together: Together): Promise<void> {
  try {
    const answers = await together(part)
    for (const [place, { answered }] of part.entries()) answered(answers[place])
  } catch (error) {
    if (part.length === 1 || concernsAll(error)) for (const { failed } of part) failed(error)
    else for (const one of part) await answer([one], together)
  }
}

function togetherThrough(send: Send, viewing: () => Viewing): Together {
  return async (part) => {
    const [first, ...more] = part
    if (!first) return []
    const places = [...part.keys()].filter((place) => part[place]?.health.length)
    if (more.length === 0 && places.length === 0) return send(messageOf([first.plan]), first.bound.values)
    const merged = new Statement(first.bound.values[0])
    const plans = part.map(({ bound, plan }) => merged.adopted(bound, plan))
    if (places.length === 0) return send(messageOf(plans), merged.values)
    const metas = new Set(part.flatMap(({ health }) => health))
    return send(messageOf(plans, [], notedSql(merged, metas, places, viewing())), merged.values)
  }
}

/** Asking again would wait just as long for nothing. */
function concernsAll(error: unknown): boolean {
  return error instanceof LoncaError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT')
}
