import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword, prepareDemo } from '../../../gateway/demo/prepare-demo.ts'
import { type DemoTenant, demoTenants } from '../../../gateway/demo/presets.ts'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { recordMeta } from '../../../schema/index.ts'
import { testNow } from '../../support/clock.ts'
import { type Send, signedIn } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
const owners = new Map<DemoTenant['key'], Send>()

beforeAll(async () => {
  server = await startTestServer()
  await prepareDemo(server.setting, server.composition, () => {})
  for (const { key } of demoTenants) {
    owners.set(key, await signedIn(server.url, `owner@${key}.demo`, demoPassword))
  }
}, 120_000)
afterAll(() => server?.close())

/** The answer of the owner of a demo business, which has no errors. */
async function asked(key: DemoTenant['key'], query: string, variables: object = {}) {
  const { data, errors } = (await owners.get(key)?.(query, { ...variables })) ?? {}
  expect(errors).toBeUndefined()
  return data
}

const blueprintOf = (key: string) => {
  const found = installedBlueprints.find((one) => one.key === key)
  if (!found) throw new Error(`There is no blueprint "${key}".`)
  return found
}

describe.each(demoTenants)('the first screen of $name', ({ key, blueprint }) => {
  const { records, kpiCards, panel } = blueprintOf(blueprint)

  const counts = () =>
    asked(key, `{ ${(records ?? []).map((one) => `${recordMeta(one).plural} { totalCount }`).join(' ')} }`)

  it('has records of every kind of the sector, and a second start adds none', async () => {
    const before = await counts()
    for (const [plural, { totalCount }] of Object.entries(before as Record<string, { totalCount: number }>))
      expect(totalCount, plural).toBeGreaterThan(0)
    await prepareDemo(server.setting, server.composition, () => {})
    expect(await counts()).toEqual(before)
  })

  it('has rows in every widget', async () => {
    const day = { from: '2026-11-19T21:00:00.000Z', to: '2026-11-20T20:59:59.999Z' }
    const variables = { today: '2026-11-20', now: testNow.toISOString(), ...day }
    const today = panel.screens.find((screen) => screen.key === 'today')
    for (const { key: widget, document, path } of today?.widgets ?? []) {
      if (!document || !path) continue
      const data = await asked(key, document, variables)
      const found = path.split('.').reduce((at, name) => at?.[name], data)
      expect((found?.nodes ?? found).length, widget).toBeGreaterThan(0)
    }
  })

  it('shows a figure on each of the sector’s own cards', async () => {
    const own = (blueprintOf(blueprint).kpis ?? []).map(({ id }) => id)
    const ids = (kpiCards ?? []).filter((id) => own.includes(id))
    const { kpis } = await asked(key, 'query ($ids: [String!]) { kpis(ids: $ids) { id value } }', { ids })
    expect(kpis).toHaveLength(ids.length)
    for (const { id, value } of kpis) expect(Number(value), id).toBeGreaterThan(0)
  })
})

describe('the salon of the demo', () => {
  it('has written down what was mixed for the last colour appointments, today’s too', async () => {
    const { customerVisits } = await asked(
      'salon',
      `{ customerVisits(first: 12) { nodes { visitedAt resultNote appointment { status endsAt service { category } }
         formulaLines(first: 20) { nodes { zone brand shades mixRatio developerPercent processingMinutes } } } } }`,
    )
    const visits = customerVisits.nodes
    expect(visits).toHaveLength(12)
    expect(visits[0].visitedAt > '2026-11-19T21:00:00Z').toBe(true)
    for (const { appointment, resultNote, formulaLines, visitedAt } of visits) {
      expect(appointment).toMatchObject({ service: { category: 'Renk' } })
      expect(new Date(visitedAt) <= testNow).toBe(true)
      expect(resultNote !== null).toBe(new Date(appointment.endsAt) <= testNow)
      expect(formulaLines.nodes.length).toBeGreaterThanOrEqual(2)
      expect(formulaLines.nodes.length).toBeLessThanOrEqual(4)
    }
  })

  it('knows one patch test that no longer counts', async () => {
    const { patchTests } = await asked(
      'salon',
      '{ patchTests(first: 100) { nodes { status testedOn validUntil } } }',
    )
    const tests = patchTests.nodes as { status: string; testedOn: string; validUntil: string }[]
    expect(tests.filter(({ validUntil }) => validUntil < '2026-11-20')).toHaveLength(1)
    expect(tests.filter(({ testedOn }) => testedOn > '2026-11-20')).toEqual([])
  })
})

describe('the clinic of the demo', () => {
  it('knows an allergy and a missing consent of today’s patients, and a root canal under way', async () => {
    const { appointments, treatmentItems } = await asked(
      'dental',
      `query ($from: DateTime!, $to: DateTime!) {
         appointments(first: 50, filter: { startsAt: { gte: $from, lte: $to } }) { nodes { customer { id
           medicalAlerts(first: 5) { nodes { kind } }
           treatmentConsents(first: 5, filter: { status: { eq: MISSING } }) { nodes { title } } } } }
         treatmentItems(first: 5, filter: { status: { eq: IN_PROGRESS } }) { nodes { kind sessions sessionsDone } }
       }`,
      { from: '2026-11-19T21:00:00.000Z', to: '2026-11-20T20:59:59.999Z' },
    )
    const people = appointments.nodes.map(({ customer }: { customer: object }) => customer)
    const having = (list: string) =>
      people.filter((one: Record<string, { nodes: object[] }>) => (one[list]?.nodes.length ?? 0) > 0)
    expect(having('medicalAlerts').length).toBeGreaterThan(0)
    expect(having('treatmentConsents').length).toBeGreaterThan(0)
    expect(treatmentItems.nodes).toEqual([{ kind: 'ROOT_CANAL', sessions: 3, sessionsDone: 1 }])
  })
})

describe('the workshop of the demo', () => {
  interface Car {
    readonly step: string
    readonly waiting: string | null
    readonly odometerKm: number
    readonly vehicle: { readonly odometerKm: number }
    readonly lift: { readonly id: string } | null
    readonly technician: { readonly id: string }
    readonly lines: { readonly nodes: readonly { readonly approval: string }[] }
  }
  const inside = async (): Promise<Car[]> => {
    const { vehicleJobCards } = await asked(
      'garage',
      `{ vehicleJobCards(first: 20, filter: { step: { in: [RECEIVED, INSPECTION, ESTIMATE, APPROVAL, REPAIR, READY] } }) {
         nodes { step waiting odometerKm vehicle { odometerKm } lift { id } technician { id }
           lines(first: 20) { nodes { approval } } } } }`,
    )
    return vehicleJobCards.nodes
  }

  it('puts one car on a lift, of cars that are at different steps and wait for different things', async () => {
    const cars = await inside()
    const taken = cars.flatMap(({ lift }) => (lift ? [lift.id] : []))
    expect(taken).toHaveLength(2)
    expect(new Set(taken).size).toBe(2)
    expect(new Set(cars.map(({ step }) => step)).size).toBeGreaterThan(2)
    expect(new Set(cars.map(({ technician }) => technician.id)).size).toBeGreaterThan(1)
    const waiting = cars.map((car) => car.waiting)
    expect(waiting).toContain('WAITING_FOR_PARTS')
    expect(waiting).toContain('WAITING_FOR_APPROVAL')
  })

  it('has read every car at intake, and the vehicle knows the reading', async () => {
    for (const car of await inside()) {
      expect(car.odometerKm).toBeGreaterThan(0)
      expect(car.vehicle.odometerKm).toBe(car.odometerKm)
    }
  })

  it('has lines that were approved, that wait, and one that was declined', async () => {
    const approvals = (await inside()).flatMap(({ lines }) => lines.nodes.map(({ approval }) => approval))
    expect(new Set(approvals)).toEqual(new Set(['APPROVED', 'PENDING', 'DECLINED', 'NOT_ASKED']))
    expect(approvals.filter((approval) => approval === 'DECLINED')).toHaveLength(1)
    const { jobLines } = await asked(
      'garage',
      '{ jobLines(first: 1, filter: { approval: { eq: DECLINED } }, orderBy: [{ field: askedAt, direction: DESC }]) { nodes { askedAt decidedAt } } }',
    )
    const [{ askedAt, decidedAt }] = jobLines.nodes
    expect(Date.parse(decidedAt) - Date.parse(askedAt)).toBe(80 * 60_000)
  })
})
