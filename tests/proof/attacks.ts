import { setTimeout as delay } from 'node:timers/promises'
import { composeInstalled } from '../../gateway/server.ts'
import { connectionAttacks } from '../attacks/connection-attacks.ts'
import { documentAttacks } from '../attacks/document-attacks.ts'
import { LeakFinder } from '../attacks/leaks.ts'
import { requestAttacks } from '../attacks/request-attacks.ts'
import {
  attackConnection,
  attackSocket,
  type Outcome,
  sendDocument,
  sendDocumentOverSocket,
  sendRequest,
} from '../attacks/send.ts'
import { socketAttacks } from '../attacks/socket-attacks.ts'
import { flawsOf } from '../attacks/verdict.ts'
import type { GatewayProcess } from '../support/gateway-process.ts'
import { sessionToken } from '../support/graphql-client.ts'
import { type Goal, percentile } from './goal.ts'
import { Control } from './support/control.ts'
import { computedMs, residentMegabytes, setStage } from './support/stage.ts'

const password = 'demo-lonca'
const defaultTimes = 20
/** Between two attacks: one attacker, who does not wait long. */
const pauseMs = 25
/** After each trial, so that what else the machine is doing counts on both sides. */
const idleMs = 750
const warmingMs = 3_000

interface Attempt {
  readonly name: string
  readonly once: (stand: Stand) => Promise<Outcome>
  /** What is wrong with an answer. */
  readonly judge: (outcome: Outcome) => readonly string[]
  /** How often in a row; refusals that come when a client has had time enough are not measured. */
  readonly times: number
  readonly isTimed: boolean
  /** Wants a gateway in a fresh process. */
  readonly hangs?: boolean
}

/** A gateway under attack, with somebody of another business who works beside it. */
interface Stand {
  readonly url: string
  readonly pid: number
  readonly token: string
  readonly control: Control
  readonly megabytes: number
}

interface Trial {
  readonly name: string
  readonly tookMs: readonly number[]
  readonly isTimed: boolean
  readonly flaws: readonly string[]
  readonly control: readonly number[]
  readonly idle: readonly number[]
  readonly computedMs: number
  readonly grownMegabytes: number
}

/**
 * HRD1 and HRD2: every attack of the list against a gateway in a process of its own, while somebody of another
 * business asks for their customers every 50 ms from a third process. The first argument says how often each is sent.
 */
export async function prove([times = String(defaultTimes)]: readonly string[]): Promise<readonly Goal[]> {
  const attempts = everyAttempt(Number(times))
  const stage = await setStage()
  try {
    let stand = await standOf(await stage.freshGateway())
    const trials: Trial[] = []
    for (const attempt of attempts) {
      if (attempt.hangs) {
        await stand.control.stop()
        stand = await standOf(await stage.freshGateway())
      }
      const trial = await tried(stand, attempt)
      trials.push(trial)
      console.log(lineOf(trial))
    }
    await stand.control.stop()
    return goalsOf(trials)
  } finally {
    await stage.close()
  }
}

function everyAttempt(times: number): Attempt[] {
  const composition = composeInstalled()
  const [stranger, owner] = [new LeakFinder(composition, null), new LeakFinder(composition, 'hair-salon')]
  const timed = { times, isTimed: true }
  const documents = documentAttacks.flatMap((attack): Attempt[] => [
    {
      ...timed,
      name: `HTTP, stranger: ${attack.name}`,
      once: ({ url }) => sendDocument(url, attack, null),
      judge: (outcome) => flawsOf(outcome, stranger),
      hangs: attack.hangs ?? false,
    },
    {
      ...timed,
      name: `HTTP, owner: ${attack.name}`,
      once: ({ url, token }) => sendDocument(url, attack, token),
      judge: (outcome) => flawsOf(outcome, owner),
    },
    {
      ...timed,
      name: `WebSocket, owner: ${attack.name}`,
      once: ({ url, token }) => sendDocumentOverSocket(url, attack, token),
      judge: (outcome) => flawsOf(outcome, owner),
      hangs: attack.hangs ?? false,
    },
  ])
  const requests = requestAttacks.map(
    (attack): Attempt => ({
      ...timed,
      name: `request: ${attack.name}`,
      once: ({ url }) => sendRequest(url, attack, null),
      judge: (outcome) => flawsOf(outcome, stranger),
    }),
  )
  const once = { times: 1, isTimed: false }
  const sockets = socketAttacks.map(
    (attack): Attempt => ({
      ...once,
      name: `socket: ${attack.name}`,
      once: ({ url, token }) => attackSocket(url, attack, token),
      judge: ({ body, closeCode }) => [
        ...owner.in(body),
        ...(attack.closes.includes(closeCode ?? 0) ? [] : [`is closed with ${closeCode}`]),
      ],
    }),
  )
  const connections = connectionAttacks.map(
    (attack): Attempt => ({
      ...once,
      name: `20 connections: ${attack.name}`,
      once: async ({ url }) =>
        (await Promise.all(Array.from({ length: 20 }, () => attackConnection(url, attack))))[0] as Outcome,
      judge: ({ body }) => stranger.in(body),
    }),
  )
  return [...documents, ...requests, ...sockets, ...connections]
}

async function standOf({ url, child }: GatewayProcess): Promise<Stand> {
  const pid = child.pid ?? 0
  const control = await Control.start(url, await sessionToken(url, 'owner@dental.demo', password))
  const token = await sessionToken(url, 'owner@salon.demo', password)
  await delay(warmingMs)
  control.taken()
  return { url, pid, token, control, megabytes: residentMegabytes(pid) }
}

async function tried(stand: Stand, attempt: Attempt): Promise<Trial> {
  const { name, once, judge, times, isTimed } = attempt
  const tookMs: number[] = []
  const flaws = new Set<string>()
  await delay(idleMs)
  const idle = stand.control.taken()
  const computed = computedMs(stand.pid)
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now()
    try {
      for (const flaw of judge(await once(stand))) flaws.add(flaw)
    } catch (error) {
      flaws.add(String(error))
    }
    tookMs.push(performance.now() - began)
    if (times > 1) await delay(pauseMs)
  }
  return {
    name,
    tookMs,
    isTimed,
    flaws: [...flaws],
    control: stand.control.taken(),
    idle,
    computedMs: computedMs(stand.pid) - computed,
    grownMegabytes: residentMegabytes(stand.pid) - stand.megabytes,
  }
}

function goalsOf(trials: readonly Trial[]): readonly Goal[] {
  const refusals = trials.filter(({ isTimed }) => isTimed).flatMap(({ tookMs }) => tookMs)
  const beside = percentile(
    trials.flatMap(({ control }) => control),
    95,
  )
  const idle = percentile(
    trials.flatMap(({ idle: quiet }) => quiet),
    95,
  )
  console.log(`control query: p95 ${idle.toFixed(1)} ms idle, ${beside.toFixed(1)} ms beside the attacks`)
  return [
    { goal: 'HRD1, HRD2: refusal, p99', value: percentile(refusals, 99), most: 100, unit: 'ms' },
    { goal: 'HRD1, HRD2: control query, p95 by idle p95', value: beside / idle, most: 2, unit: 'times' },
    {
      goal: 'HRD1, HRD2: growth of memory',
      value: Math.max(...trials.map(({ grownMegabytes }) => grownMegabytes)),
      most: 100,
      unit: 'MB',
    },
    {
      goal: 'HRD1, HRD2: not refused as it should be',
      value: trials.filter(({ flaws }) => flaws.length > 0).length,
      most: 0,
      unit: 'attacks',
    },
  ]
}

function lineOf(trial: Trial): string {
  const { name, tookMs, control, idle, flaws, grownMegabytes } = trial
  const parts = [
    `p50 ${percentile(tookMs, 50).toFixed(0)} ms`,
    `most ${Math.max(...tookMs).toFixed(0)} ms`,
    `CPU ${(trial.computedMs / tookMs.length).toFixed(1)} ms each`,
    `control p95 ${percentile(control, 95).toFixed(1)} ms, idle ${percentile(idle, 95).toFixed(1)} ms`,
    `${grownMegabytes.toFixed(0)} MB more`,
    ...flaws,
  ]
  return `${name}: ${parts.join('; ')}`
}
