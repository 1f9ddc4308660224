import { setTimeout as delay } from 'node:timers/promises'
import type { GatewayProcess } from '../support/gateway-process.ts'
import { sessionToken } from '../support/graphql-client.ts'
import { type Goal, percentile } from './goal.ts'
import { everyAttempt } from './support/attempts.ts'
import { Control } from './support/control.ts'
import { residentMegabytes, setStage } from './support/stage.ts'
import { type Stand, Trial } from './support/trial.ts'

const password = 'demo-lonca'
const idleMs = 600
const attackMs = 1_200
const warmingMs = 3_000
/** Idle windows on either side of a trial that are looked at with its own: what else the machine does drifts. */
const neighbours = 4
/** How much longer an attack goes on when the control query seemed slow beside it. */
const timesAgain = 4
/** More than so many are not chance, and would be asked for too long. */
const mostAgain = 12
/** HRD1 and HRD2. */
const mostMs = 100
const mostByIdle = 2

/**
 * HRD1 and HRD2: every attack of tests/attacks against a gateway in a process of its own, while somebody of another
 * business asks for their customers from a third process, every 15 ms and without waiting for the answer before.
 *
 * A trial is a window of 0.6 s in which only that is asked, and one of 1.2 s in which one attacker sends one payload
 * over and over, 25 ms after each answer: about 40 and 80 answers to the control query. Measured are
 * - how long a refusal takes, from sending to the whole answer: p99 of all, and p95 of each payload;
 * - the control query's p95 beside each attack by its p95 at rest, the latter in the windows of nine trials around it:
 *   of all trials together, and of each. One slow answer in twenty is what p95 forgives, and 80 answers have four; a
 *   trial that misses is therefore asked again for four times as long, and all that was seen in it is judged; when more
 *   than twelve miss, none is asked again;
 * - what a refusal costs the server's thread, told and not judged;
 * - memory that came, and answers that are not a refusal or tell too much.
 *
 * The times are worth something on a machine that does nothing else. An argument is a pattern of names: only these are
 * sent. About nine minutes.
 */
export async function prove([pattern = '']: readonly string[]): Promise<readonly Goal[]> {
  const attempts = everyAttempt().filter(({ name }) => new RegExp(pattern).test(name))
  const stage = await setStage()
  try {
    let stand = await standOf(await stage.freshGateway())
    const renew = async () => {
      await stand.control.stop()
      stand = await standOf(await stage.freshGateway())
    }
    const trials: Trial[] = []
    console.log(head)
    for (const attempt of attempts) {
      if (attempt.hangs) await renew()
      const trial = new Trial(attempt)
      trials.push(trial)
      await trial.ask(stand, idleMs, attackMs)
      console.log(lineOf(trial, trial.idle))
    }
    const slow = slowBeside(trials)
    if (slow.length > mostAgain)
      console.log(`${slow.length} attacks seem to slow others: none is asked again`)
    for (const trial of slow.length > mostAgain ? [] : slow) {
      if (trial.attempt.hangs) await renew()
      await trial.ask(stand, idleMs * timesAgain, attackMs * timesAgain)
      console.log(`again ${lineOf(trial, idleAround(trials, trial))}`)
    }
    await stand.control.stop()
    return goalsOf(trials)
  } finally {
    await stage.close()
  }
}

async function standOf({ url, child }: GatewayProcess): Promise<Stand> {
  const pid = child.pid ?? 0
  const control = await Control.start(url, await sessionToken(url, 'owner@dental.demo', password))
  const token = await sessionToken(url, 'owner@salon.demo', password)
  await delay(warmingMs)
  await control.taken()
  return { url, pid, token, control, megabytes: residentMegabytes(pid) }
}

function idleAround(trials: readonly Trial[], trial: Trial): readonly number[] {
  const place = trials.indexOf(trial)
  return trials.slice(Math.max(0, place - neighbours), place + neighbours + 1).flatMap(({ idle }) => idle)
}

function slowBeside(trials: readonly Trial[]): Trial[] {
  return trials.filter((trial) => !(trial.besideByIdle(idleAround(trials, trial)) <= mostByIdle))
}

function goalsOf(trials: readonly Trial[]): readonly Goal[] {
  const timed = trials.filter(({ attempt }) => attempt.isTimed)
  const besides = trials.flatMap(({ beside }) => beside)
  const idles = trials.flatMap(({ idle }) => idle)
  const late = timed.filter(({ tookMs }) => percentile(tookMs, 95) > mostMs)
  const slow = slowBeside(trials)
  const flawed = trials.filter(({ flaws }) => flaws.size > 0)
  for (const trial of new Set([...late, ...slow, ...flawed]))
    console.log(`MISSED  ${lineOf(trial, idleAround(trials, trial))}`)
  const [beside, idle] = [percentile(besides, 95), percentile(idles, 95)]
  console.log(
    `control query: p95 ${idle.toFixed(1)} ms of ${idles.length} at rest, ${beside.toFixed(1)} ms of ${besides.length} beside the attacks`,
  )
  const dearest = [...timed].sort((left, right) => right.computedMsEach - left.computedMsEach)
  for (const { attempt, computedMsEach } of dearest.slice(0, 5))
    console.log(`dearest refusals: ${computedMsEach.toFixed(1)} ms of the server, ${attempt.name}`)
  const refusals = timed.flatMap(({ tookMs }) => tookMs)
  const none = { most: 0, unit: `of ${trials.length} attacks` }
  return [
    { goal: 'HRD1, HRD2: refusal, p99', value: percentile(refusals, 99), most: mostMs, unit: 'ms' },
    { goal: `HRD1, HRD2: refusals of a p95 above ${mostMs} ms`, value: late.length, ...none },
    {
      goal: 'HRD1, HRD2: control query, p95 by idle p95',
      value: beside / idle,
      most: mostByIdle,
      unit: 'times',
    },
    {
      goal: `HRD1, HRD2: beside which the control query's p95 is above ${mostByIdle} times its idle p95`,
      value: slow.length,
      ...none,
    },
    {
      goal: 'HRD1, HRD2: growth of memory',
      value: Math.max(...trials.map(({ grownMegabytes }) => grownMegabytes)),
      most: 100,
      unit: 'MB',
    },
    { goal: 'HRD1, HRD2: not refused as it should be', value: flawed.length, ...none },
  ]
}

const head = 'sent  refused in ms: p50, p95, most  server, ms each  control p95: beside, idle, ratio  MB more'

function lineOf(trial: Trial, idle: readonly number[]): string {
  const { attempt, tookMs, beside, computedMsEach, grownMegabytes, flaws } = trial
  const columns: readonly (readonly [value: number, width: number, digits: number])[] = [
    [tookMs.length, 4, 0],
    [percentile(tookMs, 50), 20, 0],
    [percentile(tookMs, 95), 6, 0],
    [Math.max(...tookMs), 6, 0],
    [computedMsEach, 15, 1],
    [percentile(beside, 95), 22, 1],
    [percentile(idle, 95), 7, 1],
    [trial.besideByIdle(idle), 6, 2],
    [grownMegabytes, 7, 0],
  ]
  const shown = columns.map(([value, width, digits]) => value.toFixed(digits).padStart(width)).join(' ')
  return [`${shown}  ${attempt.name}`, ...flaws].join('; ')
}
