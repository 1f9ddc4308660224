import { FieldResolver, Resolver, Root } from 'type-graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dental } from '../../../blueprints/dental/index.ts'
import { installedBlueprints, installedModules } from '../../../gateway/installed.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { compose, defineModule, LoncaError, Requires, type Row } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

@Resolver(() => Customer)
class Mood {
  @FieldResolver(() => String, { nullable: true })
  @Requires('familyName')
  mood(@Root() { familyName }: Row): string {
    if (familyName === 'Kara') throw LoncaError.badInput('Nobody knows.')
    return 'glad'
  }
}

const mood = defineModule({ key: 'mood', title: { en: 'Mood', tr: 'Keyif' }, resolvers: [Mood] })
let server: TestServer
let clinic: TestBusiness

beforeAll(async () => {
  const composition = compose([...installedModules, mood], installedBlueprints)
  server = await startTestServer(testClock(), { composition })
  clinic = await testBusiness(server, dental.key)
})
afterAll(() => server?.close())

/** A new patient with an allergy. */
async function patient(familyName: string, phone: string): Promise<void> {
  const made = await clinic.owner(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }`,
    { input: { givenName: 'Büşra', familyName, phone } },
  )
  const { errors } = await clinic.owner(
    `mutation ($input: CreateMedicalAlertInput!) { createMedicalAlert(input: $input) { userErrors { code } } }`,
    { input: { customerId: made.data.createCustomer.customer.id, kind: 'ALLERGY', title: 'Lateks' } },
  )
  expect(errors).toBeUndefined()
}

it('who looked at health is written down once, also when a computed field beside it failed', async () => {
  await patient('Ak', '0538 926 56 01')
  const entries = async (requestId: unknown) =>
    (
      await clinic.owner(
        'query ($filter: HealthAccessFilter) { healthAccesses(filter: $filter) { nodes { recordIds } } }',
        { filter: { requestId: { eq: requestId } } },
      )
    ).data.healthAccesses.nodes
  const list = '{ customers(first: 5) { nodes { mood medicalAlerts(first: 5) { nodes { id title } } } } }'
  const whole = await clinic.owner(list)
  expect(whole.errors).toBeUndefined()
  const [alert] = whole.data.customers.nodes[0].medicalAlerts.nodes
  expect(await entries(whole.extensions.requestId)).toEqual([{ recordIds: [alert.id] }])

  await patient('Kara', '0538 926 56 02')
  const partly = await clinic.owner(list)
  expect(partly.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  const shown: { title: string }[] = partly.data.customers.nodes.flatMap(
    (one: { medicalAlerts: { nodes: { title: string }[] } }) => one.medicalAlerts.nodes,
  )
  expect(shown.map(({ title }) => title)).toEqual(['Lateks', 'Lateks'])
  const written = await entries(partly.extensions.requestId)
  expect(written).toHaveLength(1)
  expect(written[0].recordIds).toHaveLength(2)
})
