import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionAttacks } from '../attacks/connection-attacks.ts'
import { documentAttacks } from '../attacks/document-attacks.ts'
import { LeakFinder } from '../attacks/leaks.ts'
import { ignoredRequests, requestAttacks } from '../attacks/request-attacks.ts'
import {
  attackConnection,
  attackSocket,
  type Outcome,
  patienceMs,
  sendDocument,
  sendDocumentOverSocket,
  sendRequest,
} from '../attacks/send.ts'
import { socketAttacks } from '../attacks/socket-attacks.ts'
import { flawsOf } from '../attacks/verdict.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { tokenOf } from '../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let owner: string
let ofStranger: LeakFinder
let ofOwner: LeakFinder

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  owner = await tokenOf(server.url, business, 'owner')
  ofStranger = new LeakFinder(server.composition, null)
  ofOwner = new LeakFinder(server.composition, 'generic')
})
afterAll(() => server?.close())

/** Whatever is going on beside it, somebody who asks for their customers gets them. */
async function whileOthersWork<T>(attack: () => Promise<T>): Promise<T> {
  const [outcome, beside] = await Promise.all([
    attack(),
    business.manager('{ viewer { role } customers(first: 5) { totalCount } }'),
  ])
  expect(beside.data).toEqual({ viewer: { role: 'MANAGER' }, customers: { totalCount: 0 } })
  return outcome
}

const timeout = patienceMs + 10_000

describe.each([
  ['over HTTP', sendDocument],
  ['over a WebSocket', sendDocumentOverSocket],
] as const)('a hostile operation %s', (_how, send) => {
  it.each(documentAttacks.map((attack) => [attack.name, attack] as const))(
    '%s: refused, to strangers and to an owner, and others are answered',
    async (_name, attack) => {
      const [stranger, known] = await whileOthersWork(() =>
        Promise.all([send(server.url, attack, null), send(server.url, attack, owner)]),
      )
      expect({ stranger: flawsOf(stranger, ofStranger), owner: flawsOf(known, ofOwner) }).toEqual({
        stranger: [],
        owner: [],
      })
    },
    timeout,
  )
})

describe('a hostile request', () => {
  it.each(requestAttacks.map((attack) => [attack.name, attack] as const))(
    '%s: refused, and others are answered',
    async (_name, attack) => {
      const outcome = await whileOthersWork(() => sendRequest(server.url, attack, null))
      expect(flawsOf(outcome, ofStranger)).toEqual([])
      expect(outcome.body).not.toContain('"data":{')
    },
    timeout,
  )

  it.each(ignoredRequests.map((attack) => [attack.name, attack] as const))(
    '%s: answered as if it were not there',
    async (_name, attack) => {
      const outcome = await sendRequest(server.url, attack, null)
      expect(JSON.parse(outcome.body).data).toEqual({ __typename: 'Query' })
      expect(outcome.body).not.toMatch(attack.never)
    },
  )
})

describe('a hostile socket', () => {
  it.each(socketAttacks.map((attack) => [attack.name, attack] as const))(
    '%s: closed, and others are answered',
    async (_name, attack) => {
      const outcome: Outcome = await whileOthersWork(() => attackSocket(server.url, attack, owner))
      expect(attack.closes).toContain(outcome.closeCode)
      expect(ofOwner.in(outcome.body)).toEqual([])
    },
    timeout,
  )
})

describe('a hostile connection', () => {
  it.concurrent.each(connectionAttacks.map((attack) => [attack.name, attack] as const))(
    '%s: ended, and others are answered',
    async (_name, attack) => {
      const { body } = await whileOthersWork(() => attackConnection(server.url, attack))
      expect(ofStranger.in(body)).toEqual([])
    },
    timeout,
  )
})
