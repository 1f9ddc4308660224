import { composeInstalled } from '../../../gateway/server.ts'
import { connectionAttacks } from '../../attacks/connection-attacks.ts'
import { documentAttacks } from '../../attacks/document-attacks.ts'
import { LeakFinder } from '../../attacks/leaks.ts'
import { requestAttacks } from '../../attacks/request-attacks.ts'
import {
  attackConnection,
  attackSocket,
  type Outcome,
  sendDocument,
  sendDocumentOverSocket,
  sendRequest,
} from '../../attacks/send.ts'
import { socketAttacks } from '../../attacks/socket-attacks.ts'
import { flawsOf } from '../../attacks/verdict.ts'

/** Whom an attack is sent to, and with which token. */
export interface Target {
  readonly url: string
  readonly token: string
}

/** One attack of the list, sent in one way. */
export interface Attempt {
  readonly name: string
  readonly once: (target: Target) => Promise<Outcome>
  /** What is wrong with an answer. */
  readonly judge: (outcome: Outcome) => readonly string[]
  /** False for refusals that come when a client has had time enough, or has sent thousands of messages. */
  readonly isTimed: boolean
  /** Wants a gateway in a fresh process. */
  readonly hangs?: boolean
}

/** Every attack of tests/attacks: operations over HTTP and WebSocket, requests, sockets and connections. */
export function everyAttempt(): Attempt[] {
  const composition = composeInstalled()
  const [stranger, owner] = [new LeakFinder(composition, null), new LeakFinder(composition, 'hair-salon')]
  const documents = documentAttacks.flatMap((attack): Attempt[] => [
    {
      name: `HTTP, stranger: ${attack.name}`,
      once: ({ url }) => sendDocument(url, attack, null),
      judge: (outcome) => flawsOf(outcome, stranger),
      isTimed: true,
      hangs: attack.hangs ?? false,
    },
    {
      name: `HTTP, owner: ${attack.name}`,
      once: ({ url, token }) => sendDocument(url, attack, token),
      judge: (outcome) => flawsOf(outcome, owner),
      isTimed: true,
    },
    {
      name: `WebSocket, owner: ${attack.name}`,
      once: ({ url, token }) => sendDocumentOverSocket(url, attack, token),
      judge: (outcome) => flawsOf(outcome, owner),
      isTimed: true,
      hangs: attack.hangs ?? false,
    },
  ])
  const requests = requestAttacks.map(
    (attack): Attempt => ({
      name: `request: ${attack.name}`,
      once: ({ url }) => sendRequest(url, attack, null),
      judge: (outcome) => flawsOf(outcome, stranger),
      isTimed: true,
    }),
  )
  const sockets = socketAttacks.map(
    (attack): Attempt => ({
      name: `socket: ${attack.name}`,
      once: ({ url, token }) => attackSocket(url, attack, token),
      judge: ({ body, closeCode }) => [
        ...owner.in(body),
        ...(attack.closes.includes(closeCode ?? 0) ? [] : [`is closed with ${closeCode}`]),
      ],
      isTimed: false,
    }),
  )
  const connections = connectionAttacks.map(
    (attack): Attempt => ({
      name: `20 connections: ${attack.name}`,
      once: async ({ url }) =>
        (await Promise.all(Array.from({ length: 20 }, () => attackConnection(url, attack))))[0] as Outcome,
      judge: ({ body }) => stranger.in(body),
      isTimed: false,
    }),
  )
  return [...documents, ...requests, ...sockets, ...connections]
}
