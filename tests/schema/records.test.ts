import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let business: TestBusiness
let other: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterAll(() => server?.close())

const create = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) {
  customer { id version name phone email createdAt } userErrors { code field message } } }`
const update = `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) {
  customer { id version name phone } userErrors { code field message } } }`

describe('a record', () => {
  it('is created, normalised, and read back by its id, by node and in its list', async () => {
    const made = await business.owner(create, {
      input: { givenName: ' Çiğdem', familyName: 'Şahin', phone: '0532 111 22 33', email: 'C@X.Test' },
    })
    expect(made.errors).toBeUndefined()
    const { customer, userErrors } = made.data.createCustomer
    expect(userErrors).toEqual([])
    expect(customer).toMatchObject({
      version: 1,
      name: 'Çiğdem Şahin',
      phone: '+905321112233',
      email: 'c@x.test',
      createdAt: '2026-11-20T11:20:00.000Z',
    })
    expect(customer.id).toMatch(/^cus_[0-9a-z]{26}$/)
    const read = await business.owner(
      `query ($id: ID!) { customer(id: $id) { name } node(id: $id) { id ... on Customer { name } }
        customers(filter: { name: { contains: "CIGDEM" } }) { totalCount nodes { id } pageInfo { hasNextPage } } }`,
      { id: customer.id },
    )
    expect(read.errors).toBeUndefined()
    expect(read.data).toEqual({
      customer: { name: 'Çiğdem Şahin' },
      node: { id: customer.id, name: 'Çiğdem Şahin' },
      customers: { totalCount: 1, nodes: [{ id: customer.id }], pageInfo: { hasNextPage: false } },
    })
    expect(read.extensions.requestId).toMatch(/^req_/)
  })

  it('is refused with every reason at once, and nothing is written', async () => {
    const answer = await business.owner(create, {
      input: { phone: '12', email: 'nobody', taxNumber: '1234567891' },
    })
    expect(answer.data.createCustomer.customer).toBeNull()
    expect(
      answer.data.createCustomer.userErrors.map((error: { code: string; field: string[] }) => [
        error.code,
        error.field,
      ]),
    ).toEqual([
      ['INVALID', ['phone']],
      ['INVALID', ['email']],
      ['INVALID', ['taxNumber']],
    ])
  })

  it('answers a stale update with CONFLICT and the current record', async () => {
    const made = await business.owner(create, { input: { name: 'Ada', kind: 'COMPANY' } })
    const { id } = made.data.createCustomer.customer
    const first = await business.owner(update, { input: { id, version: 1, name: 'Ada A.Ş.' } })
    expect(first.data.updateCustomer).toMatchObject({
      customer: { version: 2, name: 'Ada A.Ş.' },
      userErrors: [],
    })
    const second = await business.owner(update, { input: { id, version: 1, name: 'Lost' } })
    expect(second.data.updateCustomer).toMatchObject({
      customer: { version: 2, name: 'Ada A.Ş.' },
      userErrors: [{ code: 'CONFLICT' }],
    })
  })

  it('does not exist for another tenant, neither to read nor to change', async () => {
    const made = await business.owner(create, { input: { name: 'Secret', kind: 'COMPANY' } })
    const { id } = made.data.createCustomer.customer
    const read = await other.owner(
      'query ($id: ID!) { customer(id: $id) { id } node(id: $id) { id } customers { totalCount } }',
      { id },
    )
    expect(read.data).toEqual({ customer: null, node: null, customers: { totalCount: 0 } })
    const changed = await other.owner(update, { input: { id, version: 1, name: 'Stolen' } })
    expect(changed.data.updateCustomer).toMatchObject({
      customer: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
    })
  })

  it('lets staff see customers but change only those that are theirs', async () => {
    const made = await business.owner(create, { input: { name: 'Not mine', kind: 'COMPANY' } })
    const { id } = made.data.createCustomer.customer
    const changed = await business.staff(update, { input: { id, version: 1, name: 'Mine now' } })
    expect(changed.data.updateCustomer).toMatchObject({ customer: null, userErrors: [{ code: 'FORBIDDEN' }] })
    const hidden = await business.staff('{ customers { nodes { name taxNumber } } }')
    expect(hidden.errors).toBeUndefined()
    const probing = await business.staff(
      '{ customers(filter: { taxNumber: { contains: "1" } }) { totalCount } }',
    )
    expect(probing.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('pages forwards and backwards with cursors in Turkish order', async () => {
    const pages = await testBusiness(server)
    for (const name of ['Zeynep', 'Çetin', 'Cem', 'Işık', 'İnci', 'Ömer', 'Oya']) {
      await pages.owner(create, { input: { name, kind: 'COMPANY' } })
    }
    const list = `query ($first: Int, $after: String, $last: Int, $before: String) {
      customers(first: $first, after: $after, last: $last, before: $before) {
        nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`
    const first = (await pages.owner(list, { first: 4 })).data.customers
    expect(first.nodes.map((one: { name: string }) => one.name)).toEqual(['Cem', 'Çetin', 'Işık', 'İnci'])
    const second = (await pages.owner(list, { first: 4, after: first.pageInfo.endCursor })).data.customers
    expect(second.nodes.map((one: { name: string }) => one.name)).toEqual(['Oya', 'Ömer', 'Zeynep'])
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const back = (await pages.owner(list, { last: 2, before: second.pageInfo.startCursor })).data.customers
    expect(back.nodes.map((one: { name: string }) => one.name)).toEqual(['Işık', 'İnci'])
    const foreign = await pages.owner(list, { first: 2, after: 'bm9wZQ' })
    expect(foreign.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})
