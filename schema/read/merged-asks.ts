import { LoncaError } from '../errors.ts'
import { type Ask, askedAlone, type Bound, messageOf, type Send, Statement } from './statement.ts'

/** Far below what a message can hold: 65,535 parameters and 1,664 columns. */
const maxPlans = 500
const maxValues = 20_000

interface Waiting {
  readonly bound: Bound
  readonly plan: string
  readonly answered: (answer: unknown) => void
  readonly failed: (error: unknown) => void
}

/**
 * Asks of the same round go out as one message. A round is what an operation asks before it waits for an answer: it
 * ends when the process has nothing left to do at once, with loaders (they ask on the next tick) included. When the
 * message fails, each plan is asked by itself, so that one that cannot be carried out costs its own part only.
 */
export function mergedAsks(send: Send): Ask {
  const alone = askedAlone(send)
  let round: Waiting[] = []
  const flush = async () => {
    const asked = round
    round = []
    // One after the other: what was asked first is never the younger truth.
    for (const part of parts(asked)) await answer(part, send, alone)
  }
  return (bound, plan) =>
    new Promise((answered, failed) => {
      if (round.length === 0) setImmediate(() => void flush())
      round.push({ bound, plan, answered, failed })
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

async function answer(part: readonly Waiting[], send: Send, alone: Ask): Promise<void> {
  try {
    const answers = await together(part, send)
    for (const [place, { answered }] of part.entries()) answered(answers[place])
  } catch (error) {
    if (part.length === 1 || concernsAll(error)) for (const { failed } of part) failed(error)
    else for (const { bound, plan, answered, failed } of part) await alone(bound, plan).then(answered, failed)
  }
}

async function together(part: readonly Waiting[], send: Send): Promise<readonly unknown[]> {
  const [first, ...more] = part
  if (!first) return []
  if (more.length === 0) return send(messageOf([first.plan]), first.bound.values)
  const merged = new Statement(first.bound.values[0])
  const plans = part.map(({ bound, plan }) => merged.adopted(bound, plan))
  return send(messageOf(plans), merged.values)
}

/** Asking again would wait just as long for nothing. */
function concernsAll(error: unknown): boolean {
  return error instanceof LoncaError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT')
}
