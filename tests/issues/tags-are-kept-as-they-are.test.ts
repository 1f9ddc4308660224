import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterAll(() => server?.close())

it('a tag that reads null, or holds what lists are written with, is the same tag afterwards', async () => {
  const tags = ['null', 'NULL', '"', '\\', '{}', 'a,b', 'iki\nsatır', '']
  const { data } = await business.owner(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) {
       customer { id version tags } userErrors { code field } } }`,
    { input: { kind: 'PERSON', name: 'Çiğdem', tags } },
  )
  expect(data.createCustomer.userErrors).toEqual([])
  const { id, version, tags: written } = data.createCustomer.customer
  const kept = tags.filter((tag) => written.includes(tag))
  expect(written).toEqual(kept)
  expect(kept.slice(0, 2)).toEqual(['null', 'NULL'])
  const again = await business.owner(
    `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) {
       customer { tags } userErrors { code field } } }`,
    { input: { id, version, name: 'Çiğdem Ak', tags: [...written].reverse() } },
  )
  expect(again.data.updateCustomer).toEqual({ customer: { tags: [...written].reverse() }, userErrors: [] })
})
