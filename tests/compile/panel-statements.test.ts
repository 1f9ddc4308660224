import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedBlueprints } from '../../gateway/installed.ts'
import { createLog } from '../../gateway/log.ts'
import {
  Appointment,
  Resource,
  StaffMember,
  StaffQualification,
  WorkingHours,
} from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import type { RequestContext } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { plantCanaries } from '../support/canary-tenant.ts'
import { testClock, testNow } from '../support/clock.ts'
import { demonstration } from '../support/demonstration.ts'
import { namesOfWrittenQueries, panelDocuments, screenDocuments } from '../support/panel-documents.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** Statements of each operation that has ended, by its request id. */
const statements = new Map<string, number>()
const core = await panelDocuments()
/** Asked before anybody is signed in: attempts are counted, and a person is looked for across all businesses. */
const beforeSignIn = 'Invitation'
const sectors = installedBlueprints.filter(({ seed }) => seed)
let server: TestServer

beforeAll(async () => {
  const write = (line: string) => {
    const told = JSON.parse(line) as { requestId: string; statements?: number }
    if (told.statements !== undefined) statements.set(told.requestId, told.statements)
  }
  server = await startTestServer(testClock(), { compile: true, log: createLog('info', { write }) })
})
afterAll(() => server?.close())

describe('The queries of the panel', () => {
  it('are all among those that are counted here', () => {
    const counted = [...core, ...installedBlueprints.flatMap(screenDocuments)].map(({ name }) => name)
    expect(namesOfWrittenQueries().filter((name) => !counted.includes(name))).toEqual([])
  })
})

describe.each(sectors.map((blueprint) => [blueprint.key, blueprint] as const))(
  'In a business of %s',
  (key, blueprint) => {
    let business: TestBusiness
    let ids: ReadonlyMap<string, string>

    beforeAll(async () => {
      business = await demonstration(server, key)
      await makeBusier(business)
      const busy = await busyOnes(business)
      ids = new Map([...(await plantCanaries(business, 'PANEL')).ids, ...busy])
    })

    it.each([...core, ...screenDocuments(blueprint)].map((one) => [one.name, one.text] as const))(
      '%s takes one statement',
      async (name, text) => {
        const answer = await business.owner(text, variablesOf(name, text, ids))
        expect(answer.errors).toBeUndefined()
        expect(answer.data).toBeTruthy()
        if (name in telling) expect(answer.data).toMatchObject(telling[name] ?? {})
        if (name !== beforeSignIn)
          expect(statements.get(answer.extensions.requestId), name).toBeLessThanOrEqual(1)
      },
    )

    it('takes one statement with a module switched off, too', async () => {
      await business.owner(
        'mutation { switchModuleOff(input: { module: "imports", reason: "Ara" }) { userErrors { code } } }',
      )
      for (const name of ['Session', 'Modules']) {
        const text = core.find((one) => one.name === name)?.text ?? ''
        const off = /"(because|state)":"(SWITCHED_)?OFF"/
        const asked = async () => {
          const { data, extensions } = await business.owner(text)
          return off.test(JSON.stringify(data)) ? statements.get(extensions.requestId) : 'not yet off'
        }
        await expect.poll(asked).toBe(1)
      }
    })
  },
)

describe('The first query of a tenant', () => {
  it('is told where the feed stands by the same statement', async () => {
    const { owner } = await testBusiness(server)
    const { data, extensions } = await owner('{ customers(first: 1) { nodes { id } } }')
    expect(data.customers.nodes).toEqual([])
    expect(extensions.position).toMatch(/^\d+$/)
    expect(statements.get(extensions.requestId)).toBe(1)
  })
})

/** Answers that would prove nothing if they were empty. */
const some = { asymmetricMatch: (list: unknown) => Array.isArray(list) && list.length > 0 }
const telling: Readonly<Record<string, object>> = {
  ActionPreview: { actionPreview: { people: some } },
  Actions: { commandCenter: { actions: some } },
  AllFiles: { files: { nodes: [{ record: { __typename: 'Customer' } }] } },
  AuditPage: { auditLog: { nodes: some } },
  AvailableSlots: { availableSlots: some },
  CalendarDay: { calendarDay: { appointments: some, staff: some, resources: some } },
  Conflicts: { calendarConflicts: some },
  Permissions: { permissions: { roles: some } },
  RecallsDue: { recallsDue: some },
  Search: { search: some },
  Today: { calendarDay: { appointments: some } },
}

/** Hours in which somebody can be booked, an action under way, and somebody whom it has yet to reach. */
async function makeBusier({ owner, context, tenantId, staffMemberId, branch }: TestBusiness): Promise<void> {
  await context.write(async (work) => {
    const staff = work.reference(StaffMember, staffMemberId)
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      for (const one of [staff, null])
        work.create(WorkingHours, {
          branch,
          staff: one,
          resource: null,
          weekday,
          opensAt: '09:00',
          closesAt: '22:00',
        })
    const services = await work.em.find(Service, { tenantId } as never)
    for (const service of services) work.create(StaffQualification, { staff, service })
    for (const type of new Set(services.flatMap(({ resourceTypes }) => resourceTypes)))
      work.create<Resource>(Resource, { name: type, type, capacity: 1, status: 'ACTIVE', branch })
  })
  await makeAbsent(context, staffMemberId, branch.id)
  await owner('mutation { startAction(input: { key: "win_back" }) { userErrors { code } } }')
  await makeAbsent(context, staffMemberId, branch.id)
}

/** Somebody who used to come every four months and has not been here for six. */
async function makeAbsent(context: RequestContext, staffMemberId: string, branchId: string): Promise<void> {
  await context.write(async (work) => {
    const customer = work.create<Customer>(Customer, {
      name: 'Uzak Kişi',
      kind: 'PERSON',
      phone: '+905321112233',
      source: 'OTHER',
      tags: [],
      otherPhones: [],
      otherEmails: [],
    })
    const [service] = await work.em.find(Service, { tenantId: work.principal.tenantId } as never)
    for (const days of [540, 420, 300, 180]) {
      const startsAt = new Date(testNow.getTime() - days * 86_400_000)
      work.create<Appointment>(Appointment, {
        customer,
        service,
        staff: work.reference(StaffMember, staffMemberId),
        resource: null,
        branch: work.reference(Branch, branchId),
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
        status: 'DONE',
        statusChangedAt: startsAt,
        source: 'IMPORT',
        conflict: false,
      })
    }
  })
}

/** An appointment of the demonstration, with a customer and a service that have more of them. */
async function busyOnes({ owner }: TestBusiness): Promise<[string, string][]> {
  const { data } = await owner('{ appointments(last: 1) { nodes { id customer { id } service { id } } } }')
  const [{ id, customer, service }] = data.appointments.nodes
  return [
    ['Appointment', id],
    ['Customer', customer.id],
    ['Service', service.id],
  ]
}

const today = '2026-11-20'
/** What the panel fills in by a variable's name, whatever the operation. */
const common: Readonly<Record<string, unknown>> = {
  today,
  day: today,
  now: testNow.toISOString(),
  from: '2026-11-19T21:00:00.000Z',
  to: '2026-11-20T20:59:59.999Z',
  before: testNow.toISOString(),
  first: 50,
  after: null,
  filter: {},
  orderBy: [{ field: 'name', direction: 'ASC' }],
  mine: false,
  year: 2026,
}

/** Variables that need an operation's name to be understood; `id` finds a record's id. */
const own: Readonly<Record<string, (id: (record: string) => string) => Record<string, unknown>>> = {
  ActionPreview: () => ({ key: 'win_back' }),
  AvailableSlots: (id) => ({ serviceId: id('Service'), staffId: null, movingId: id('Appointment') }),
  Business: (id) => ({ id: id('Tenant') }),
  CalendarWeek: () => Object.fromEntries([0, 1, 2, 3, 4, 5, 6].flatMap((day) => weekDay(day))),
  ClosedDays: () => ({ from: '2026-01-01', to: '2026-12-31' }),
  ImportLines: (id) => ({ id: id('ImportRun') }),
  ImportRun: (id) => ({ id: id('ImportRun') }),
  Invitation: () => ({ token: 'inv_unknown' }),
  Jobs: () => ({ states: ['QUEUED', 'FAILED'] }),
  OnboardingPreview: () => ({ sector: 'dental' }),
  OpeningHours: (id) => ({ branchId: id('Branch') }),
  RecordFiles: (id) => ({ recordId: id('Customer') }),
  Region: (id) => ({ id: id('Tenant') }),
  Reminders: (id) => ({ owner: id('Membership') }),
  Search: () => ({ query: 'kişi' }),
  ViewAs: (id) => ({ viewAs: id('Role') }),
}

function weekDay(day: number): [string, string][] {
  return [
    [`from${day}`, `2026-11-${15 + day}T21:00:00.000Z`],
    [`to${day}`, `2026-11-${16 + day}T20:59:59.999Z`],
  ]
}

function variablesOf(name: string, text: string, ids: ReadonlyMap<string, string>): Record<string, unknown> {
  const all = { ...common, id: ids.get('Customer'), ...own[name]?.((record) => ids.get(record) ?? '') }
  const declared = [...text.matchAll(/\$(\w+): /g)].map(([, variable = '']) => variable)
  return Object.fromEntries(
    declared.map((variable) => {
      const value = (all as Record<string, unknown>)[variable]
      if (value === undefined) throw new Error(`Say what "${variable}" of ${name} is in the test.`)
      return [variable, value]
    }),
  )
}
