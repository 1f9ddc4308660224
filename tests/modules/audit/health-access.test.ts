import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dental } from '../../../blueprints/dental/index.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { SentStatements } from '../../support/sent-statements.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

const clock = testClock()
let server: TestServer
/** The same business, answered step by step. */
let stepwise: RunningServer
let clinic: TestBusiness
let statements: SentStatements
const ids = { patient: '', other: '', latex: '', penicillin: '', asthma: '', episode: '' }
const tokens = { owner: '', staff: '', key: '' }

beforeAll(async () => {
  server = await startTestServer(clock)
  const { appUrl, ownerUrl } = server.database
  const log = createLog('silent')
  stepwise = await startServer({ appUrl, ownerUrl, port: 0, clock, log, migrates: false, folds: false, works: false, compile: false }) // biome-ignore format: as the test server
  clinic = await testBusiness(server, dental.key)
  ids.patient = await made('Customer', { givenName: 'Büşra', familyName: 'Kara', phone: '0538 926 56 00' })
  ids.other = await made('Customer', { givenName: 'Can', familyName: 'Ak', phone: '0538 926 56 01' })
  const alert = (customerId: string, title: string) =>
    made('MedicalAlert', { customerId, kind: 'ALLERGY', title })
  ids.latex = await alert(ids.patient, 'Lateks')
  ids.penicillin = await alert(ids.patient, 'Penisilin')
  ids.asthma = await alert(ids.other, 'Astım')
  const { data } = await clinic.owner(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }`,
    { input: { name: 'Rapor', scopes: ['customers:see', 'dental:see'] } },
  )
  tokens.key = data.createApiKey.secret
  tokens.owner = await tokenOf(server.url, clinic, 'owner')
  tokens.staff = await tokenOf(server.url, clinic, 'staff')
  statements = new SentStatements(server)
})
afterAll(async () => {
  await stepwise?.close()
  await server?.close()
})

async function made(record: string, input: object): Promise<string> {
  const field = `${record[0]?.toLowerCase()}${record.slice(1)}`
  const { data } = await clinic.owner(
    `mutation ($input: Create${record}Input!) { create${record}(input: $input) { ${field} { id } userErrors { code field } } }`,
    { input },
  )
  expect(data[`create${record}`].userErrors).toEqual([])
  return data[`create${record}`][field].id
}

interface Entry {
  readonly seenAt: string
  readonly actor: string
  readonly recordType: string
  readonly recordIds: string[]
  readonly reason: string | null
  readonly documentHash: string
}

/** What was written down of a request, by kind of record. */
async function entriesOf(requestId: unknown): Promise<Entry[]> {
  const { data, errors } = await clinic.owner(
    `query ($filter: HealthAccessFilter) { healthAccesses(first: 20, filter: $filter) {
      nodes { seenAt actor member { name } apiKey { name } recordType recordIds reason documentHash } } }`,
    { filter: { requestId: { eq: requestId } } },
  )
  expect(errors).toBeUndefined()
  const nodes = data.healthAccesses.nodes as Entry[]
  return nodes.sort((one, other) => (one.recordType < other.recordType ? -1 : 1))
}

type Who = keyof typeof tokens
type Ask = (who: Who, document: string) => Promise<{ data?: unknown; errors?: any[]; extensions: any }>

const overHttp =
  (url: () => string): Ask =>
  (who, document) =>
    graphqlClient(url(), tokens[who])(document)
const overSocket =
  (url: () => string): Ask =>
  async (who, document) => {
    const socket = await LiveClient.open(url(), { token: tokens[who] })
    try {
      return await socket.ask(document)
    } finally {
      await socket.close()
    }
  }

const ways: [string, Ask][] = [
  ['as one statement over HTTP', overHttp(() => server.url)],
  ['as one statement over WebSocket', overSocket(() => server.url)],
  ['step by step over HTTP', overHttp(() => stepwise.url)],
  ['step by step over WebSocket', overSocket(() => stepwise.url)],
]

const idsOf = (...names: (keyof typeof ids)[]) => names.map((name) => ids[name]).sort()

/** Documents, and the medical alerts that each shows something of. */
const reads: [string, () => string, () => string[]][] = [
  ['a list', () => '{ medicalAlerts(first: 5) { nodes { title } } }', () => idsOf('latex', 'penicillin', 'asthma')],
  [
    'the page of a list alone',
    () => '{ medicalAlerts(first: 1, orderBy: [{ field: title, direction: DESC }]) { nodes { kind } pageInfo { hasNextPage } } }',
    () => idsOf('penicillin'),
  ],
  ['one record', () => `{ medicalAlert(id: "${ids.latex}") { severe } }`, () => idsOf('latex')],
  ['a node', () => `{ node(id: "${ids.latex}") { ... on MedicalAlert { title } } }`, () => idsOf('latex')],
  [
    'lists within a list, each record once',
    () => `{ customers(first: 5) { nodes { name medicalAlerts(first: 5) { edges { node { active } } } } }
      again: medicalAlert(id: "${ids.latex}") { title } }`,
    () => idsOf('latex', 'penicillin', 'asthma'),
  ],
  [
    'a value in a cursor',
    () => '{ medicalAlerts(first: 2, orderBy: [{ field: title, direction: ASC }]) { edges { cursor node { id } } } }',
    () => idsOf('latex', 'asthma'),
  ],
  [
    'a list beside what is written by hand',
    () => '{ viewer { user { email } } medicalAlerts(first: 5) { nodes { title } } }',
    () => idsOf('latex', 'penicillin', 'asthma'),
  ],
  ['nothing about health', () => '{ medicalAlerts(first: 5) { nodes { id customer { name } } totalCount } }', () => []],
] // biome-ignore format: a table

describe('a read that shows health data', () => {
  for (const [way, ask] of ways) {
    it(`is written down, ${way}`, async () => {
      for (const [what, document, alerts] of reads) {
        const text = document()
        const { errors, extensions } = await ask('staff', text)
        expect(errors, what).toBeUndefined()
        const expected = {
          seenAt: testNow.toISOString(),
          actor: 'USER',
          member: { name: 'staff' },
          apiKey: null,
          recordType: 'MedicalAlert',
          recordIds: alerts(),
          reason: null,
          documentHash: createHash('sha256').update(text).digest('hex'),
        }
        const entries = await entriesOf(extensions.requestId)
        expect(entries, what).toEqual(alerts().length > 0 ? [expected] : [])
      }
    })
  }
})
