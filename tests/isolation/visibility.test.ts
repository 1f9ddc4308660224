import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedBlueprints } from '../../gateway/installed.ts'
import { encodeId, newId, recordMeta } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { plantCanaries } from '../support/canary-tenant.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

/** Everything by which a sector could be told: types, enums, root fields, lists on core's types, codes, figures. */
function traces(key: string): string[] {
  const { owners, superset } = server.composition
  const [blueprint] = server.composition.setFor([key]).blueprints
  const types = Object.values(superset.getTypeMap()).flatMap((type) => {
    const fields = 'getFields' in type ? Object.keys(type.getFields()) : []
    const values = 'getValues' in type ? type.getValues().map(({ name }) => name) : []
    const own = owners.of(type.name) === key ? [type.name] : []
    return [...own, ...[...fields, ...values].filter((name) => owners.of(`${type.name}.${name}`) === key)]
  })
  const ofOthers = new Set(
    installedBlueprints
      .filter((one) => one.key !== key)
      .flatMap((one) => (one.kpis ?? []).map(({ id }) => id)),
  )
  const figures = (blueprint?.kpis ?? []).map(({ id }) => id).filter((id) => !ofOthers.has(id))
  return [...new Set([...types, ...figures])]
}

/** The other sector's names that neither core nor the asking sector uses. */
function hidden(asking: string, other: string): string[] {
  const types = server.composition.setFor([asking]).schema.toConfig().types
  const own = new Set([
    ...traces(asking),
    ...types.flatMap((type) => [
      type.name,
      ...('getFields' in type ? Object.keys(type.getFields()) : []),
      ...('getValues' in type ? type.getValues().map(({ name }) => name) : []),
    ]),
  ])
  return traces(other).filter((name) => !own.has(name))
}

/** Of some names, those that stand in a text; a name that is an English word tells nothing there. */
function toldIn(text: string, names: readonly string[]): string[] {
  return names.filter((name) => /[a-z][A-Z]|_/.test(name) && new RegExp(`\\b${name}\\b`).test(text))
}

const sectorWords: Readonly<Record<string, RegExp>> = {
  'hair-salon': /salon|colou?r formula|patch test/i,
  dental: /dental|dentist|tooth|teeth|patient|odontics/i,
  'auto-service': /vehicle|garage|odometer|plate\b|workshop/i,
}

const sectors = installedBlueprints.filter((one) => (one.records ?? []).length > 0).map(({ key }) => key)
const pairs = installedBlueprints.flatMap(({ key }) =>
  sectors.filter((other) => other !== key).map((other) => [key, other] as const),
)

describe.each(sectors)('to a business of %s itself', (sector) => {
  it('its own names are suggested, so that the tests below could fail', async () => {
    const business = await testBusiness(server, sector)
    const [blueprint] = server.composition.setFor([sector]).blueprints
    const [record] = (blueprint?.records ?? []).map(recordMeta)
    const { errors } = await business.owner(`{ ${record?.plural}x { nodes { id } } }`)
    expect(errors?.[0]?.message).toContain(`"${record?.plural}"`)
    const { data } = await business.owner(getIntrospectionQuery())
    expect(JSON.stringify(data)).toContain(`"name":"${record?.name}"`)
  })
})

describe.each(pairs)('to a business of %s, the sector %s', (asking, other) => {
  let business: TestBusiness
  let foreign: ReadonlyMap<string, string>
  let records: readonly string[]

  beforeAll(async () => {
    business = await testBusiness(server, asking)
    foreign = (await plantCanaries(await testBusiness(server, other), 'HIDDEN')).ids
    const [blueprint] = server.composition.setFor([other]).blueprints
    records = (blueprint?.records ?? []).map((record) => recordMeta(record).name)
  })

  it('leaves no trace in introspection', async () => {
    const names = hidden(asking, other)
    expect(names.length).toBeGreaterThan(20)
    const { data, errors } = await business.owner(getIntrospectionQuery({ descriptions: true }))
    expect(errors).toBeUndefined()
    const told = JSON.stringify(data)
    expect(names.filter((name) => told.includes(`"name":"${name}"`))).toEqual([])
    expect(toldIn(told, names)).toEqual([])
    expect(sectorWords[other]?.exec(told)?.[0]).toBeUndefined()
  })

  it('is not suggested to whoever nearly guesses a name', async () => {
    const names = hidden(asking, other)
    const leaks: string[] = []
    for (const record of records) {
      const meta = server.composition.setFor([other]).relations.byName.get(record)
      if (!meta) throw new Error(`${other} has no ${record}.`)
      const guesses = [
        `{ ${meta.singular}x(id: "1") { id } }`,
        `{ ${meta.plural} { nodes { id } } }`,
        `mutation { create${record}x(input: {}) { userErrors { code } } }`,
        `{ node(id: "x") { ... on ${record}x { id } } }`,
        `{ node(id: "x") { ... on ${record} { id } } }`,
        `query ($filter: ${record}Filterx) { customers(first: 1) { nodes { id ${meta.plural}x { nodes { id } } } } }`,
        `{ customers(first: 1) { nodes { id ${meta.plural} { totalCount } episode vehicle visit } } }`,
        `{ appointments(first: 1) { nodes { id jobCard visit treatmentItem } } }`,
      ]
      for (const guess of guesses) {
        const { errors } = await business.owner(guess)
        expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
        const messages = ` ${(errors ?? []).map(({ message }) => message).join(' ')} `
        // Whatever the caller wrote itself may be repeated.
        const told = names.filter(
          (name) => new RegExp(`["'\\s]${name}["'\\s.]`).test(messages) && !guess.includes(name),
        )
        leaks.push(...told.map((name) => `${name} in the answer to ${guess}`))
      }
    }
    expect(leaks).toEqual([])
  })

  it('has ids that are unknown ids, alone and among others', async () => {
    const known = encodeId('cus', newId())
    for (const record of records) {
      const id = foreign.get(record) ?? ''
      const { data, errors } = await business.owner(
        'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename id } nodes(ids: $ids) { __typename id } }',
        { id, ids: [id, known] },
      )
      expect(errors).toBeUndefined()
      expect(data).toEqual({ node: null, nodes: [null, null] })
    }
  })

  it('is not named by the panel, by figures or by refusals', async () => {
    const names = hidden(asking, other)
    const panel = await business.owner(`{
      panel { words { key } navigation { key path } screens { key widgets { key document options } } records { type fields { name } } }
      kpis { id explanation { en } formula }
    }`)
    expect(panel.errors).toBeUndefined()
    const wrong = await business.owner('{ kpis(ids: ["nothing"]) { id } }')
    const told = JSON.stringify([panel.data, wrong.errors])
    expect(toldIn(told, names)).toEqual([])
    expect(sectorWords[other]?.exec(told)?.[0]).toBeUndefined()
  })
})
