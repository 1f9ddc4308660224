import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let salon: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  salon = await testBusiness(server, 'hair-salon')
})
afterAll(() => server?.close())

const set = `mutation ($input: SetBlueprintOverrideInput!) { setBlueprintOverride(input: $input) {
  tenantBlueprintOverride { id version kind target value } userErrors { code field message } } }`
const clear = `mutation ($input: ClearBlueprintOverrideInput!) { clearBlueprintOverride(input: $input) {
  userErrors { code } } }`

async function override(input: object) {
  const { data, errors } = await salon.owner(set, { input })
  expect(errors).toBeUndefined()
  return data.setBlueprintOverride
}

async function said(input: object): Promise<{ code: string; message: string }> {
  const { tenantBlueprintOverride, userErrors } = await override(input)
  expect(tenantBlueprintOverride).toBeNull()
  return userErrors[0]
}

const panel = `{ panel {
  words { key one { tr } many { tr } }
  navigation { key label { tr } }
  screens { key widgets { key fields { name label { tr } } } }
  records { type fields { name label { tr } required } }
} }`

async function customerFields(business = salon) {
  const { data } = await business.staff(panel)
  const { fields } = data.panel.records.find(({ type }: { type: string }) => type === 'Customer')
  return new Map<string, { label: { tr: string }; required: boolean }>(
    fields.map((field: { name: string }) => [field.name, field]),
  )
}

const newCustomer = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) {
  customer { id } userErrors { code field } } }`

describe('where a business differs from its sector', () => {
  it('a word is its own, also where a place is named by it', async () => {
    await override({
      kind: 'WORD',
      target: 'customer',
      one: { tr: 'Misafir', en: 'Guest' },
      many: { tr: 'Misafirler', en: 'Guests' },
    })
    const { data } = await salon.staff(panel)
    expect(data.panel.words).toContainEqual({
      key: 'customer',
      one: { tr: 'Misafir' },
      many: { tr: 'Misafirler' },
    })
    expect(data.panel.navigation).toContainEqual({ key: 'customers', label: { tr: 'Misafirler' } })
  })

  it('a field has its own name, and is missed when it is left blank', async () => {
    expect((await customerFields()).get('email')).toMatchObject({ required: false })
    await override({
      kind: 'FIELD',
      target: 'Customer.email',
      required: true,
      label: { tr: 'E-posta adresi', en: 'Mail' },
    })
    expect((await customerFields()).get('email')).toMatchObject({
      required: true,
      label: { tr: 'E-posta adresi' },
    })
    const blank = await salon.manager(newCustomer, { input: { name: 'Ayşe Kaya', phone: '0532 111 22 33' } })
    expect(blank.data.createCustomer).toEqual({
      customer: null,
      userErrors: [{ code: 'REQUIRED_BY_TENANT', field: ['email'] }],
    })
  })

  it('what the sector wants filled may stay blank, until the business goes back to its way', async () => {
    const input = { name: 'Veli Demir', email: 'veli@example.test' }
    const refused = await salon.manager(newCustomer, { input })
    expect(refused.data.createCustomer.userErrors).toEqual([{ code: 'REQUIRED_BY_TENANT', field: ['phone'] }])
    const { tenantBlueprintOverride } = await override({
      kind: 'FIELD',
      target: 'Customer.phone',
      required: false,
    })
    const taken = await salon.manager(newCustomer, { input })
    expect(taken.data.createCustomer.userErrors).toEqual([])

    const { id, version } = tenantBlueprintOverride
    const { data } = await salon.owner(clear, { input: { id, version } })
    expect(data.clearBlueprintOverride.userErrors).toEqual([])
    const again = await salon.manager(newCustomer, { input: { ...input, email: 'veli2@example.test' } })
    expect(again.data.createCustomer.userErrors).toEqual([{ code: 'REQUIRED_BY_TENANT', field: ['phone'] }])
  })

  it('a field and a place can be hidden', async () => {
    expect((await customerFields()).has('birthday')).toBe(true)
    await override({ kind: 'FIELD', target: 'Customer.birthday', hidden: true })
    await override({ kind: 'MODULE', target: 'formulas', hidden: true })
    expect((await customerFields()).has('birthday')).toBe(false)
    const { data } = await salon.staff(panel)
    expect(data.panel.navigation.map(({ key }: { key: string }) => key)).not.toContain('formulas')
    const other = await testBusiness(server, 'hair-salon')
    expect((await customerFields(other)).has('birthday')).toBe(true)
  })

  it('the first screen has its cards, in its order', async () => {
    const cards = ['rebooking_rate_pct', 'fill_rate_pct', 'revenue_today']
    await override({ kind: 'KPI', target: 'cards', cards: ['fill_rate_pct'] })
    await override({ kind: 'KPI', target: 'cards', cards })
    const { data } = await salon.owner('{ commandCenter { kpis { id } } }')
    expect(data.commandCenter.kpis.map(({ id }: { id: string }) => id)).toEqual(cards)
    const rows = await salon.owner(
      '{ tenantBlueprintOverrides(filter: { kind: { eq: KPI } }) { nodes { value } } }',
    )
    expect(rows.data.tenantBlueprintOverrides.nodes).toEqual([{ value: { cards } }])
  })

  it('is refused with the nearest right name, and where the business could not work with it', async () => {
    const nearest = async (input: object) => (await said(input)).message
    expect(await nearest({ kind: 'FIELD', target: 'Customer.birtday', hidden: true })).toContain(
      '“Customer.birthday”',
    )
    expect(await nearest({ kind: 'FIELD', target: 'Costumer.phone', hidden: true })).toContain(
      '“Customer.phone”',
    )
    expect(await nearest({ kind: 'KPI', target: 'cards', cards: ['fill_rate'] })).toContain('“fill_rate_pct”')
    expect(await nearest({ kind: 'MODULE', target: 'formula', hidden: true })).toContain('“formulas”')
    const word = { tr: 'a', en: 'b' }
    expect(await nearest({ kind: 'WORD', target: 'customers', one: word, many: word })).toContain(
      '“customer”',
    )

    const code = async (input: object) => (await said(input)).code
    expect(await code({ kind: 'FIELD', target: 'Customer.phone', hidden: true })).toBe(
      'OVERRIDE_HIDES_REQUIRED',
    )
    expect(await code({ kind: 'FIELD', target: 'Service.name', required: false })).toBe(
      'OVERRIDE_RECORD_NEEDS',
    )
    expect(await code({ kind: 'FIELD', target: 'Customer.createdAt', required: true })).toBe(
      'OVERRIDE_NOT_FILLED',
    )
    expect(await code({ kind: 'FIELD', target: 'Customer.note' })).toMatch(/OVERRIDE/)
    expect(await code({ kind: 'MODULE', target: 'today', hidden: true })).toBe('OVERRIDE_FIRST_PLACE')
    expect(await code({ kind: 'WORD', target: 'customer', one: { tr: ' ', en: 'x' }, many: word })).toBe(
      'REQUIRED',
    )
    const manager = await salon.manager(set, { input: { kind: 'MODULE', target: 'formulas', hidden: true } })
    expect(manager.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('is told to everybody whose panel is open, without their schema changing', async () => {
    const token = await tokenOf(server.url, salon, 'staff')
    const client = await LiveClient.open(server.url, { token })
    const live = client.run('subscription { recordChanged(types: ["TenantBlueprint"]) { type eventType } }')
    await client.ask('{ __typename }')
    await override({ kind: 'MODULE', target: 'recalls', hidden: true })
    expect((await live.next()).data).toEqual({
      recordChanged: { type: 'TenantBlueprint', eventType: 'blueprint.updated' },
    })
    const { data } = await client.ask('{ panel { navigation { key } } }')
    expect(data.panel.navigation.map(({ key }: { key: string }) => key)).not.toContain('recalls')
    await client.close()
  })
})
