import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dental } from '../../../blueprints/dental/index.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { Membership } from '../../../modules/identity/index.ts'
import { ImportRun } from '../../../modules/imports/index.ts'
import { Branch } from '../../../modules/tenancy/index.ts'
import { encodeId, recordMeta } from '../../../schema/index.ts'
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
const ids = { patient: '', other: '', latex: '', penicillin: '', asthma: '' }
const tokens = { owner: '', staff: '', key: '' }

beforeAll(async () => {
  server = await startTestServer(clock, { compile: true })
  statements = new SentStatements(server)
  const { appUrl, ownerUrl } = server.database
  const log = createLog('silent')
  const quiet = { migrates: false, folds: false, works: false, log }
  stepwise = await startServer({ appUrl, ownerUrl, port: 0, clock, ...quiet, compile: false })
  clinic = await testBusiness(server, dental.key)
  const branchId = encodeId('bra', clinic.branch.id)
  ids.patient = await made('Customer', {
    givenName: 'Büşra',
    familyName: 'Kara',
    phone: '0538 926 56 00',
    branchId,
  })
  ids.other = await made('Customer', {
    givenName: 'Can',
    familyName: 'Ak',
    phone: '0538 926 56 01',
    branchId,
  })
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
  readonly member: { readonly name: string }
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
  [
    'a list',
    () => '{ medicalAlerts(first: 5) { nodes { title } } }',
    () => idsOf('latex', 'penicillin', 'asthma'),
  ],
  [
    'the page of a list alone',
    () =>
      '{ medicalAlerts(first: 1, orderBy: [{ field: title, direction: DESC }]) { nodes { kind } pageInfo { hasNextPage } } }',
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
    () =>
      '{ medicalAlerts(first: 2, orderBy: [{ field: title, direction: ASC }]) { edges { cursor node { id } } } }',
    () => idsOf('latex', 'asthma'),
  ],
  [
    'a list beside what is written by hand',
    () => '{ viewer { user { email } } medicalAlerts(first: 5) { nodes { title } } }',
    () => idsOf('latex', 'penicillin', 'asthma'),
  ],
  [
    'rows that were found by what is asked about health',
    () => '{ medicalAlerts(filter: { not: { title: { eq: "Lateks" } } }) { nodes { id } } }',
    () => idsOf('penicillin', 'asthma'),
  ],
  [
    'rows in the order of something about health',
    () =>
      '{ medicalAlerts(first: 1, orderBy: [{ field: title, direction: ASC }]) { pageInfo { endCursor } } }',
    () => idsOf('asthma'),
  ],
  [
    'nothing about health',
    () => '{ medicalAlerts(first: 5) { nodes { id customer { name } } totalCount } }',
    () => [],
  ],
]

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

const alerts = '{ medicalAlerts(first: 5) { nodes { title } } }'
const everybody = () => idsOf('latex', 'penicillin', 'asthma')

describe('an entry', () => {
  it('names the program and who made its key', async () => {
    for (const [way, ask] of ways) {
      const { errors, extensions } = await ask('key', alerts)
      expect(errors, way).toBeUndefined()
      expect(await entriesOf(extensions.requestId), way).toMatchObject([
        { actor: 'API_KEY', member: { name: 'owner' }, apiKey: { name: 'Rapor' }, recordIds: everybody() },
      ])
    }
  })

  it('holds the reason that was given, in a header or beside the document', async () => {
    const reason = 'Ağrı şikâyeti, nöbet'
    const post = async (headers: Record<string, string>, extensions?: object) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.staff}`, ...headers },
        body: JSON.stringify({ query: alerts, extensions }),
      })
      return (await response.json()) as {
        errors?: { extensions: object }[]
        extensions: { requestId: string }
      }
    }
    const asked = [
      await post({ 'x-lonca-reason': encodeURIComponent(reason) }),
      await post({}, { reason }),
      await socketAnswer({ reason }),
    ]
    for (const { extensions } of asked) {
      expect(await entriesOf(extensions.requestId)).toMatchObject([{ reason }])
    }
    const tooLong = await post({ 'x-lonca-reason': 'x'.repeat(201) })
    expect(tooLong.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
    await expect(socketAnswer({ reason: 'x'.repeat(201) })).rejects.toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  it('is for the owner alone, and nobody who serves requests changes or removes it', async () => {
    const list = '{ healthAccesses(first: 1) { nodes { id } } }'
    for (const send of [clinic.manager, clinic.staff]) {
      expect((await send(list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    }
    for (const change of ["update health_accesses set reason = 'none'", 'delete from health_accesses']) {
      await expect(clinic.context.write((work) => work.sql(change, []))).rejects.toMatchObject({
        message: expect.stringContaining('permission denied'),
      })
    }
  })

  it('is written beside the answer to a mutation that shows what it changed', async () => {
    const change = `mutation { updateMedicalAlert(input: { id: "${ids.latex}", version: VERSION, severe: true }) {
      medicalAlert { severe customer { medicalAlerts(first: 5) { nodes { title } } } } userErrors { code } } }`
    for (const [way, ask] of ways) {
      const { data } = await clinic.owner(`{ medicalAlert(id: "${ids.latex}") { version } }`)
      const { errors, extensions } = await ask('staff', change.replace('VERSION', data.medicalAlert.version))
      expect(errors, way).toBeUndefined()
      expect(await entriesOf(extensions.requestId), way).toMatchObject([
        { recordType: 'MedicalAlert', recordIds: idsOf('latex', 'penicillin') },
      ])
    }
  })

  it('is written for each event of a subscription, and for each person who is told', async () => {
    const run = await importRun()
    const subscription = `subscription ($id: ID!) { importProgress(id: $id) {
      branch { customers(first: 5) { nodes { medicalAlerts(first: 5) { nodes { title } } } } } } }`
    const sockets = await Promise.all(
      ['owner', 'manager'].map(async (role) =>
        LiveClient.open(server.url, { token: await tokenOf(server.url, clinic, role) }),
      ),
    )
    const told = sockets.map((socket) => socket.run(subscription, { id: encodeId('imp', run.id) }))
    for (const one of told) expect((await one.next()).errors).toBeUndefined()
    await clinic.context.write(async (work) => {
      work.tellOf('import.progressed', { meta: recordMeta(ImportRun), id: run.id }, null, {})
    })
    for (const one of told) {
      expect(JSON.stringify((await one.next()).data)).toContain('Lateks')
    }
    for (const socket of sockets) await socket.close()
    const documentHash = createHash('sha256').update(subscription).digest('hex')
    const { data } = await clinic.owner(
      `query ($filter: HealthAccessFilter) { healthAccesses(first: 20, filter: $filter) { nodes { member { name } recordIds } } }`,
      { filter: { documentHash: { eq: documentHash } } },
    )
    const entry = (name: string) => ({ member: { name }, recordIds: everybody() })
    expect(data.healthAccesses.nodes).toHaveLength(4)
    for (const name of ['owner', 'manager']) {
      expect(data.healthAccesses.nodes.filter(({ member }: Entry) => member.name === name)).toEqual([
        entry(name),
        entry(name),
      ])
    }
  })
})

const counts = [
  'doneLines',
  'created',
  'merged',
  'skipped',
  'conflicts',
  'refused',
  'remarked',
  'undone',
  'kept',
]
const nothingYet = Object.fromEntries(counts.map((count) => [count, 0]))

async function importRun(): Promise<ImportRun> {
  const [membershipId = ''] = clinic.memberships.values()
  return clinic.context.write(async (work) =>
    work.create<ImportRun>(ImportRun, {
      kind: 'customers',
      fileName: 'hastalar.csv',
      status: 'RUNNING',
      encoding: 'UTF_8',
      delimiter: 'SEMICOLON',
      mapping: {},
      totalLines: 1,
      ...nothingYet,
      startedAt: work.now,
      startedBy: work.reference(Membership, membershipId),
      branch: work.reference(Branch, clinic.branch.id),
      uploadId: 'none',
      options: {},
      lastLine: 0,
    }),
  )
}

async function socketAnswer(extensions: Record<string, unknown>) {
  const socket = await LiveClient.open(server.url, { token: tokens.staff })
  try {
    return await socket.run(alerts, {}, extensions).next()
  } finally {
    await socket.close()
  }
}

it('tells the owner who looked at one record', async () => {
  const of = `{ healthAccessesOf(recordId: "${ids.asthma}", first: 2) { recordIds member { name } } }`
  const { extensions } = await overHttp(() => server.url)(
    'staff',
    `{ medicalAlert(id: "${ids.asthma}") { kind } }`,
  )
  await entriesOf(extensions.requestId)
  const { data } = await clinic.owner(of)
  expect(data.healthAccessesOf).toHaveLength(2)
  for (const entry of data.healthAccessesOf) expect(entry.recordIds).toContain(ids.asthma)
  expect((await clinic.staff(of)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})

describe('the statement that reads', () => {
  it('writes the entry down itself, so that an operation stays one statement', async () => {
    await clinic.owner('{ __typename customers(first: 1) { totalCount } }')
    for (const [what, document] of reads) {
      const sent = await statements.during(() => overHttp(() => server.url)('staff', document()))
      expect(sent, what).toHaveLength(1)
      if (what === 'nothing about health') expect(sent[0]).not.toContain('health_accesses')
      else expect(sent[0], what).toContain('insert into health_accesses')
    }
  })

  it('answers nothing, on any path, where the entry is refused', async () => {
    const refuse = (sql: string) => withClient(server.database.ownerUrl, (client) => client.query(sql))
    await refuse('revoke insert on health_accesses from lonca_app')
    try {
      for (const [way, ask] of ways) {
        const answer = await ask('staff', alerts)
        expect(answer.data, way).toBeNull()
        expect(answer.errors, way).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }])
        expect(JSON.stringify(answer), way).not.toContain('Lateks')
        const other = await ask('staff', '{ medicalAlerts(first: 5) { nodes { id } } }')
        expect(other.errors, way).toBeUndefined()
      }
    } finally {
      await refuse('grant insert on health_accesses to lonca_app')
    }
    for (const [, ask] of ways) expect((await ask('staff', alerts)).errors).toBeUndefined()
  })
})
