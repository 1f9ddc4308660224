import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import type { Send } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let garage: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  garage = await testBusiness(server, 'auto-service')
})
afterAll(() => server?.close())

const document = `{ panel {
  blueprint { key version accent title { tr } }
  words { key one { en tr } many { tr } }
  navigation { key label { tr } icon path }
  screens { key title { tr } widgets { key kind title { tr } document path fields { name label { tr } format } options } }
  records { type title { tr } plural { tr } verbs
    fields { name kind label { tr } choices { value label { tr } } required list writable } }
  primaryAction { label { tr } icon kind }
} }`

interface PanelRecord {
  type: string
  verbs: string[]
  fields: { name: string; required: boolean; writable: boolean; list: boolean; kind: string }[]
}

async function panelOf(send: Send) {
  const { data, errors } = await send(document)
  expect(errors).toBeUndefined()
  const record = (type: string): PanelRecord | undefined =>
    data.panel.records.find((one: PanelRecord) => one.type === type)
  const field = (type: string, name: string) => record(type)?.fields.find((one) => one.name === name)
  return { panel: data.panel, record, field }
}

describe('the panel query', () => {
  it('needs somebody who is signed in', async () => {
    const { graphqlClient } = await import('../support/graphql-client.ts')
    const answer = await graphqlClient(server.url)('{ panel { words { key } } }')
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('speaks the words of the sector', async () => {
    const { panel } = await panelOf(garage.owner)
    expect(panel.blueprint).toEqual({
      key: 'auto-service',
      version: 1,
      accent: 'steel',
      title: { tr: 'Oto servis' },
    })
    const customer = panel.words.find((word: { key: string }) => word.key === 'customer')
    expect(customer).toEqual({
      key: 'customer',
      one: { en: 'Vehicle owner', tr: 'Araç sahibi' },
      many: { tr: 'Araç sahipleri' },
    })
  })

  it('differs between sectors in its screens, not in labels alone', async () => {
    const [salon, clinic] = await Promise.all([
      testBusiness(server, 'hair-salon'),
      testBusiness(server, 'dental'),
    ])
    const today = async (send: Send) => {
      const { panel } = await panelOf(send)
      const screen = panel.screens.find(({ key }: { key: string }) => key === 'today')
      return screen.widgets.map(({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`)
    }
    expect(await today(salon.owner)).toEqual([
      'KPI_ROW figures',
      'RECORD_LIST recalls',
      'CAPACITY_RULER capacity',
      'NEXT_APPOINTMENTS next',
    ])
    expect(await today(clinic.owner)).toEqual([
      'KPI_ROW figures',
      'RESOURCES_NOW rooms',
      'RECORD_LIST continuity',
      'NEXT_APPOINTMENTS next',
    ])
    expect(await today(garage.owner)).toEqual([
      'KPI_ROW figures',
      'RESOURCES_NOW lifts',
      'RECORD_CARDS inside',
      'RECORD_LIST approvals',
      'RECORD_LIST maintenance',
      'NEXT_APPOINTMENTS next',
    ])
  })

  it('shows each role the places that it may go to', async () => {
    const paths = async (send: Send) =>
      (await panelOf(send)).panel.navigation.map((item: { path: string }) => item.path)
    expect(await paths(garage.owner)).toEqual([
      '/today',
      '/calendar',
      '/vehicles',
      '/jobs',
      '/customers',
      '/tasks',
      '/import',
    ])
    expect(await paths(garage.staff)).not.toContain('/import')
  })

  it('says of records only what the viewer may see and do', async () => {
    const owner = await panelOf(garage.owner)
    const staff = await panelOf(garage.staff)
    expect(owner.record('Service')?.verbs).toEqual(['create', 'update', 'archive'])
    expect(staff.record('Service')?.verbs).toEqual([])
    expect(staff.record('Vehicle')?.verbs).toEqual(['create', 'update', 'archive'])
    expect(owner.record('ComplianceProfile')).toBeDefined()
    expect(staff.record('ComplianceProfile')).toBeUndefined()
    expect(owner.field('Customer', 'taxNumber')).toBeDefined()
    expect(staff.field('Customer', 'taxNumber')).toBeUndefined()
  })

  it('marks what must be filled, by the record or by the sector, and what a form may write', async () => {
    const { field } = await panelOf(garage.owner)
    expect(field('Vehicle', 'plate')).toMatchObject({
      required: true,
      writable: true,
      list: true,
      kind: 'TEXT',
    })
    expect(field('Customer', 'phone')).toMatchObject({ required: true })
    expect(field('Customer', 'email')).toMatchObject({ required: false })
    expect(field('VehicleJobCard', 'step')).toMatchObject({
      required: false,
      writable: false,
      kind: 'CHOICE',
    })
    expect(field('Vehicle', 'maintenanceDueOn')).toMatchObject({ writable: false, kind: 'DATE' })
    const generic = await panelOf((await testBusiness(server, 'generic')).owner)
    expect(generic.field('Customer', 'phone')).toMatchObject({ required: false })
  })
})
