import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { graphqlClient, type Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const fields = '{ tenantBlueprint { blueprint state isPrimary } userErrors { code field message } }'
const add = `mutation ($input: AddBlueprintInput!) { addBlueprint(input: $input) ${fields} }`
const retire = `mutation ($input: BlueprintInput!) { retireBlueprint(input: $input) ${fields} }`
const makePrimary = `mutation ($input: BlueprintInput!) { setPrimaryBlueprint(input: $input) ${fields} }`

async function done(send: Send, document: string, input: object) {
  const { data, errors } = await send(document, { input })
  expect(errors).toBeUndefined()
  const [payload] = Object.values(data) as { userErrors: { code: string; message: string }[] }[]
  return payload as { tenantBlueprint: object | null; userErrors: { code: string; message: string }[] }
}

const panel = '{ panel { blueprint { key } words { key one { tr } } navigation { path } } }'

describe('a sector that is added', () => {
  let salon: TestBusiness

  beforeAll(async () => {
    salon = await testBusiness(server, 'hair-salon')
  })

  it('brings its schema, automations, services and resources at once, under the strictest law of all', async () => {
    const unknown = await salon.owner('{ patientEpisodes { totalCount } }')
    expect(unknown.errors?.[0]?.message).toContain('Cannot query field')
    const before = await salon.owner('{ automationRules(first: 100) { nodes { ruleType } } }')

    const payload = await done(salon.owner, add, {
      blueprint: 'dental',
      resources: [{ type: 'ROOM', count: 2 }],
    })
    expect(payload).toEqual({
      tenantBlueprint: { blueprint: 'dental', state: 'ACTIVE', isPrimary: false },
      userErrors: [],
    })
    const { data, errors } = await salon.owner(`{
      patientEpisodes(first: 1) { nodes { id } }
      customerVisits(first: 1) { nodes { id } }
      automationRules(first: 100) { nodes { ruleType } }
      services(first: 100) { nodes { name } }
      resources { nodes { name type } }
      complianceProfiles { nodes { profile active healthcare lawfulBases } }
      panel { blueprint { key } }
    }`)
    expect(errors).toBeUndefined()
    expect(data.automationRules.nodes.length).toBeGreaterThan(before.data.automationRules.nodes.length)
    expect(data.services.nodes).toContainEqual({ name: 'Kanal tedavisi' })
    expect(data.resources.nodes).toEqual([
      { name: 'Oda 1', type: 'ROOM' },
      { name: 'Oda 2', type: 'ROOM' },
    ])
    const inForce = data.complianceProfiles.nodes.filter((one: { active: boolean }) => one.active)
    expect(inForce).toEqual([expect.objectContaining({ profile: 'strictest', healthcare: true })])
    expect(inForce[0].lawfulBases.patchTests).toBe('EXPLICIT_CONSENT')
    expect(data.panel.blueprint.key).toBe('hair-salon')
  })

  it('becomes the main one when asked, and gives words and places then', async () => {
    expect((await salon.staff(panel)).data.panel.blueprint.key).toBe('hair-salon')
    await done(salon.owner, makePrimary, { blueprint: 'dental' })
    const { data } = await salon.staff(panel)
    expect(data.panel.blueprint.key).toBe('dental')
    expect(data.panel.words).toContainEqual({ key: 'customer', one: { tr: 'Hasta' } })
    expect(data.panel.navigation.map(({ path }: { path: string }) => path)).not.toContain('/formulas')
  })

  it('can be retired: what it wrote is read, nothing writes it, and its automations are quiet', async () => {
    const write = `mutation { createPatchTest(input: { customerId: "cus_x", product: "a", testedOn: "2026-11-01" }) { userErrors { code } } }`
    expect((await salon.owner(write)).errors).toBeUndefined()
    expect((await done(salon.owner, retire, { blueprint: 'hair-salon' })).userErrors).toEqual([])

    expect((await salon.owner(write)).errors?.[0]?.message).toContain('Cannot query field "createPatchTest"')
    const { data, errors } = await salon.owner(`{
      customerVisits(first: 1) { nodes { id } }
      automationRules(first: 100) { nodes { ruleType enabled } }
      __type(name: "CreatePatchTestInput") { name }
    }`)
    expect(errors).toBeUndefined()
    expect(data.__type).toBeNull()
    const rules = new Map(
      data.automationRules.nodes.map((rule: { ruleType: string; enabled: boolean }) => [
        rule.ruleType,
        rule.enabled,
      ]),
    )
    expect(rules.get('patch_test_reminder')).toBe(false)
    expect(rules.get('appointment_confirmation')).toBe(true)
  })

  it('stays bound to the strictest law after retirement, and comes back with what it left', async () => {
    const { data } = await salon.owner('{ complianceProfiles { nodes { profile active } } }')
    expect(data.complianceProfiles.nodes).toContainEqual({ profile: 'strictest', active: true })
    const payload = await done(salon.owner, add, { blueprint: 'hair-salon', primary: true })
    expect(payload.tenantBlueprint).toEqual({ blueprint: 'hair-salon', state: 'ACTIVE', isPrimary: true })
    const again = await salon.owner(
      '{ __type(name: "CreatePatchTestInput") { name } services { totalCount } }',
    )
    expect(again.data.__type).toEqual({ name: 'CreatePatchTestInput' })
  })
})

describe('changing sectors', () => {
  let salon: TestBusiness

  beforeAll(async () => {
    salon = await testBusiness(server, 'hair-salon')
  })

  it('is refused with what would be right', async () => {
    const codes = async (document: string, input: object) =>
      (await done(salon.owner, document, input)).userErrors
    expect(await codes(add, { blueprint: 'dentol' })).toEqual([
      expect.objectContaining({ code: 'BLUEPRINT_UNKNOWN', message: expect.stringContaining('“dental”') }),
    ])
    expect(await codes(add, { blueprint: 'hair-salon' })).toEqual([
      expect.objectContaining({ code: 'BLUEPRINT_IN_USE' }),
    ])
    expect(await codes(retire, { blueprint: 'hair-salon' })).toEqual([
      expect.objectContaining({ code: 'BLUEPRINT_IS_PRIMARY' }),
    ])
    expect(await codes(makePrimary, { blueprint: 'dental' })).toEqual([
      expect.objectContaining({ code: 'BLUEPRINT_NOT_IN_USE' }),
    ])
    expect(await codes(add, { blueprint: 'dental', resources: [{ type: 'CHAIR', count: 1 }] })).toEqual([
      expect.objectContaining({ code: 'RESOURCE_TYPE_UNKNOWN' }),
    ])
    const { data } = await salon.owner('{ tenantBlueprints { nodes { blueprint } } }')
    expect(data.tenantBlueprints.nodes).toEqual([{ blueprint: 'hair-salon' }])
  })

  it('is the business of owners', async () => {
    const { errors } = await salon.manager(add, { input: { blueprint: 'dental' } })
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('leaves one of two owners who do it at the same time with one clear answer', async () => {
    const clinic = await testBusiness(server, 'generic')
    const answers = await Promise.all(
      ['dental', 'dental', 'dental'].map((blueprint) =>
        done(clinic.owner, add, { blueprint, primary: true }),
      ),
    )
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'ADDED').sort()
    expect(codes).toEqual(['ADDED', 'BLUEPRINT_IN_USE', 'BLUEPRINT_IN_USE'])
    const { data } = await clinic.owner('{ tenantBlueprints { nodes { blueprint isPrimary } } }')
    expect(data.tenantBlueprints.nodes.filter((one: { isPrimary: boolean }) => one.isPrimary)).toEqual([
      { blueprint: 'dental', isPrimary: true },
    ])
  })

  it('tells open sockets at once, also those on another process that watch something else', async () => {
    const { appUrl, ownerUrl } = server.database
    const other = await startServer({
      appUrl,
      ownerUrl,
      port: 0,
      clock: server.setting.clock,
      migrates: false,
      works: false,
    })
    try {
      const token = await tokenOf(server.url, salon, 'staff')
      const watch = 'subscription { recordChanged(types: ["Customer"]) { id } }'
      const here = await LiveClient.open(server.url, { token })
      const there = await LiveClient.open(other.url, { token })
      here.run(watch)
      there.run(watch)
      // Answered after the subscriptions of the same socket began.
      await Promise.all([here.ask('{ __typename }'), there.ask('{ __typename }')])
      await done(salon.owner, add, { blueprint: 'dental' })
      expect((await here.closed).code).toBe(1012)
      expect((await there.closed).code).toBe(1012)
      const again = await graphqlClient(other.url, token)('{ patientEpisodes(first: 1) { nodes { id } } }')
      expect(again.errors).toBeUndefined()
    } finally {
      await other.close()
    }
  })
})
