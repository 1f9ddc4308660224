import fc from 'fast-check'
import { createLog } from '../../gateway/log.ts'
import { type RunningServer, startServer } from '../../gateway/server.ts'
import { graphqlClient, sessionToken } from '../support/graphql-client.ts'
import type { TestServer } from '../support/server.ts'
import { LiveClient } from '../support/ws-client.ts'
import { writtenDocument } from './document/written-document.ts'
import { Draw, decisions } from './draw.ts'
import type { FurnishedBusiness } from './furnished-business.ts'
import { type Person, principalOf } from './people.ts'

/** Somebody who is signed in, or a key, as the generator knows them and as the gateway does. */
interface Caller {
  readonly person: Person
  readonly token: string
}

/** The same database behind a gateway that executes every read step by step. */
export function steppingServer(server: TestServer): Promise<RunningServer> {
  return startServer({
    appUrl: server.database.appUrl,
    ownerUrl: server.database.ownerUrl,
    dataDir: server.dataDir,
    port: 0,
    clock: server.setting.clock,
    log: createLog('silent'),
    migrates: false,
    folds: false,
    works: false,
    compile: false,
  })
}

/** The owner, the manager, a member of staff, and a key with some scopes. */
async function callersOf(server: RunningServer, business: FurnishedBusiness): Promise<Caller[]> {
  const plain: Person = {
    role: 'owner',
    actor: 'user',
    grants: null,
    switchedOff: [],
    assignee: null,
    team: [],
  }
  const token = (role: string) => sessionToken(server.url, `${role}@${business.key}.test`)
  const owner = await token('owner')
  const modules = ['customers', 'calendar', 'catalog']
  const { data } = await graphqlClient(server.url, owner)(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { code } } }',
    { input: { name: 'Equality', scopes: modules.map((module) => `${module}:see`) } },
  )
  const keys = business.context.set.modules.map(({ key }) => key)
  const grants = Object.fromEntries(
    keys.map((key) => [
      key,
      { see: modules.includes(key) ? ('all' as const) : ('none' as const), act: 'none' as const },
    ]),
  )
  return [
    { person: plain, token: owner },
    { person: { ...plain, role: 'manager' }, token: await token('manager') },
    { person: { ...plain, role: 'staff', assignee: 0, team: [0] }, token: await token('staff') },
    { person: { ...plain, role: 'manager', actor: 'api-key', grants }, token: data.createApiKey.secret },
  ]
}

/** The request log has a row more with each answer, a little after it. */
const growsByAsking = /\brequestLog\b/

/** What an answer says of itself rather than of what was asked. */
function withoutItself(body: string): string {
  return (
    body
      .replace(/"requestId":"[^"]*"/g, '"requestId":""')
      // JSON values are counted in the text on one path and as objects on the other.
      .replace(/"actual":[\d.]+/g, '"actual":0')
      .replace(/"available":[\d.]+/g, '"available":0')
      .replace(/"position":"\d+"/g, '"position":""')
      .replace(/"id":"\d+",/, '')
  )
}

/** The text of the next message that answers something. */
function answerOn({ socket }: LiveClient): Promise<string> {
  return new Promise((resolve) => {
    const listen = (data: unknown) => {
      const text = String(data)
      if (!/"type":"(next|error)"/.test(text)) return
      socket.off('message', listen)
      resolve(text)
    }
    socket.on('message', listen)
  })
}

/**
 * Asks generated documents over HTTP and over WebSocket, of a gateway that compiles and of one that does not; where the
 * whole answers differ, in sentences.
 */
export async function comparedOverTheWire(
  [compiling, stepping]: readonly [RunningServer, RunningServer],
  business: FurnishedBusiness,
  { seed, documents }: { seed: number; documents: number },
): Promise<string[]> {
  const { set } = business.context
  const callers = await callersOf(compiling, business)
  const sockets = new Map<string, LiveClient>()
  const socketOf = async (url: string, token: string) => {
    const open = sockets.get(`${url} ${token}`) ?? (await LiveClient.open(url, { token }))
    sockets.set(`${url} ${token}`, open)
    return open
  }
  const differences: string[] = []
  const property = fc.asyncProperty(decisions, async (numbers) => {
    const draw = new Draw(numbers)
    const { person, token } = draw.oneOf(callers)
    const written = writtenDocument(draw, set, business.harvest, principalOf(person, business))
    if (!written || differences.length > 0 || growsByAsking.test(written.document)) return
    const overHttp = async ({ url }: RunningServer) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: written.document, variables: written.variables }),
      })
      return `${response.status} ${withoutItself(await response.text())}`
    }
    const overSocket = async ({ url }: RunningServer) => {
      const socket = await socketOf(url, token)
      const answer = answerOn(socket)
      socket.run(written.document, { ...written.variables })
      return withoutItself(await answer)
    }
    for (const way of [overHttp, overSocket]) {
      const [one, other] = [await way(compiling), await way(stepping)]
      if (one !== other)
        differences.push(`${way.name}: ${one} and ${other} for ${JSON.stringify([person, written])}`)
    }
  })
  await fc.assert(property, { numRuns: documents, seed, endOnFailure: true })
  for (const socket of sockets.values()) await socket.close()
  return differences
}
