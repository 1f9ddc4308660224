import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { sessionToken, signedIn } from '../../support/graphql-client.ts'
import { type NewBusiness, newBusiness } from '../../support/new-business.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const state = `onboarding { completed step answers { sector name phone hours resources { type count }
  services { key offered priceMinor } } checklist { key done } }`
const save = `mutation ($input: SaveOnboardingStepInput!) { saveOnboardingStep(input: $input) {
  ${state} userErrors { code field message } } }`
const finish = `mutation { completeOnboarding { ${state} userErrors { code field } } }`

async function saved({ owner }: NewBusiness, input: object) {
  const { data, errors } = await owner(save, { input })
  expect(errors).toBeUndefined()
  return data.saveOnboardingStep
}

async function finished({ owner }: NewBusiness) {
  const { data, errors } = await owner(finish)
  expect(errors).toBeUndefined()
  return data.completeOnboarding
}

const answers = {
  step: 4,
  sector: 'hair-salon',
  name: 'Salon Sevgi',
  phone: '0532 123 45 67',
  hours: 'SIX_DAYS',
  resources: [
    { type: 'CHAIR', count: 4 },
    { type: 'WASH', count: 1 },
  ],
  services: [
    { key: 'Haircut', offered: true, priceMinor: '70000' },
    { key: 'Root colour', offered: true, priceMinor: '190000' },
    { key: 'Manicure', offered: false, priceMinor: '45000' },
  ],
}

describe('setting up a business', () => {
  it('offers every installed sector with its services, resources, hours and how its panel would look', async () => {
    const { owner } = await newBusiness(server)
    const { data, errors } =
      await owner(`{ onboarding { completed step sectors { key title { tr } hint { tr } icon hours
      resourceTypes { key usual } services { key name { tr } priceMinor } automations highlights { label { tr } } }
      hours { key title { tr } opensAt closesAt } checklist { key } } panel { words { key } } }`)
    expect(errors).toBeUndefined()
    expect(data.panel).toBeNull()
    expect(data.onboarding).toMatchObject({ completed: false, step: 1, checklist: [] })
    expect(data.onboarding.sectors.map(({ key }: { key: string }) => key)).toEqual(
      installedBlueprints.map(({ key }) => key),
    )
    for (const { key, kpiCards } of installedBlueprints) {
      const preview = await owner(
        `query ($sector: String!) { onboardingPreview(sector: $sector) { sector accent words { key one { tr } }
          navigation { path } cards { id value title { tr } } rows { time customer service { tr } status } } }`,
        { sector: key },
      )
      expect(preview.errors).toBeUndefined()
      const { cards, rows } = preview.data.onboardingPreview
      expect(cards.map(({ id }: { id: string }) => id)).toEqual(kpiCards)
      expect(rows).toHaveLength(3)
    }
  })

  it('goes on from another device where the first one stopped', async () => {
    const business = await newBusiness(server)
    await saved(business, { step: 2, sector: 'dental' })
    await saved(business, { step: 3, name: '  Gülüş Kliniği ', phone: '532 123 45 67' })
    const elsewhere = await signedIn(server.url, business.email)
    const { data } = await elsewhere(`{ ${state} }`)
    expect(data.onboarding).toMatchObject({
      step: 3,
      answers: { sector: 'dental', name: 'Gülüş Kliniği', phone: '+905321234567', hours: null },
    })
  })

  it('forgets what was chosen of a sector when another one is chosen, and keeps name and phone', async () => {
    const business = await newBusiness(server)
    await saved(business, answers)
    const { onboarding } = await saved(business, { step: 2, sector: 'auto-service' })
    expect(onboarding.answers).toEqual({
      sector: 'auto-service',
      name: 'Salon Sevgi',
      phone: '+905321234567',
      hours: null,
      resources: null,
      services: null,
    })
  })

  it.each([
    [{ phone: '12345' }, 'PHONE_NOT_TURKISH', ['phone']],
    [{ phone: '+49 151 23456789' }, 'PHONE_NOT_TURKISH', ['phone']],
    [{ name: '   ' }, 'REQUIRED', ['name']],
    [{ name: 'a'.repeat(121) }, 'TOO_LONG', ['name']],
    [{ sector: 'dantal' }, 'BLUEPRINT_UNKNOWN', ['sector']],
    [
      { sector: 'dental', resources: [{ type: 'CHAIR', count: 1 }] },
      'RESOURCE_TYPE_UNKNOWN',
      ['resources', '0', 'type'],
    ],
    [
      { sector: 'dental', resources: [{ type: 'ROOM', count: 51 }] },
      'RESOURCE_COUNT',
      ['resources', '0', 'count'],
    ],
    [
      { sector: 'dental', services: [{ key: 'Haircut', offered: true, priceMinor: '1' }] },
      'NOT_FOUND',
      ['services', '0', 'key'],
    ],
    [
      { sector: 'dental', services: [{ key: 'Filling', offered: true, priceMinor: '-1' }] },
      'INVALID',
      ['services', '0', 'priceMinor'],
    ],
  ])('refuses %o and keeps what was there', async (wrong, code, field) => {
    const business = await newBusiness(server)
    await saved(business, { step: 1, name: 'Önceki ad' })
    const { userErrors } = await saved(business, { step: 2, ...wrong })
    expect(userErrors).toEqual([expect.objectContaining({ code, field })])
    const { data } = await business.owner(`{ ${state} }`)
    expect(data.onboarding.answers).toMatchObject({ name: 'Önceki ad', sector: null })
  })

  it('names every answer that is missing', async () => {
    const business = await newBusiness(server)
    await saved(business, { step: 2, sector: 'generic' })
    const { userErrors, onboarding } = await finished(business)
    expect(onboarding).toBeNull()
    expect(userErrors.map(({ field }: { field: string[] }) => field[0])).toEqual([
      'name',
      'phone',
      'hours',
      'resources',
      'services',
    ])
  })

  it('makes a business of six answers in which the next thing is a booking', async () => {
    const business = await newBusiness(server)
    await saved(business, answers)
    const { onboarding, userErrors } = await finished(business)
    expect(userErrors).toEqual([])
    expect(onboarding.completed).toBe(true)
    expect(onboarding.checklist.map(({ key }: { key: string }) => key)).toEqual([
      'FIRST_BOOKING',
      'INVITE_STAFF',
      'IMPORT_CUSTOMERS',
      'SAMPLE_DATA',
      'INSTALL_APP',
    ])
    const { data, errors } = await business.owner(`{
      viewer { tenant { name status } }
      panel { blueprint { key } }
      branches { nodes { name phone } }
      resources(first: 50) { nodes { name } }
      services { nodes { name priceMinor id } }
      workingHours(first: 20) { nodes { weekday opensAt closesAt } }
      automationRules(first: 50) { totalCount }
      complianceProfiles { nodes { profile active } }
      tenantBlueprints { nodes { blueprint state isPrimary } }
    }`)
    expect(errors).toBeUndefined()
    expect(data.viewer.tenant).toEqual({ name: 'Salon Sevgi', status: 'ACTIVE' })
    expect(data.panel.blueprint.key).toBe('hair-salon')
    expect(data.branches.nodes).toEqual([{ name: 'Merkez', phone: '+905321234567' }])
    expect(data.resources.nodes.map(({ name }: { name: string }) => name)).toEqual([
      'Koltuk 1',
      'Koltuk 2',
      'Koltuk 3',
      'Koltuk 4',
      'Yıkama 1',
    ])
    expect(
      data.services.nodes.map((one: { name: string; priceMinor: string }) => [one.name, one.priceMinor]),
    ).toEqual([
      ['Dip boya', '190000'],
      ['Saç kesimi', '70000'],
    ])
    expect(data.workingHours.nodes).toHaveLength(6)
    expect(data.complianceProfiles.nodes).toEqual([{ profile: 'kvkk', active: true }])

    const customer = await business.owner(
      'mutation { createCustomer(input: { name: "İlk Müşteri", phone: "0532 999 88 77" }) { customer { id } } }',
    )
    const booked = await business.owner(
      `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) {
        appointment { startsAt staff { name } } userErrors { code } } }`,
      {
        input: {
          customerId: customer.data.createCustomer.customer.id,
          serviceId: data.services.nodes[1].id,
          startsAt: '2026-11-23T07:00:00.000Z',
        },
      },
    )
    expect(booked.data.bookAppointment).toMatchObject({
      appointment: { staff: { name: 'Sevgi Yılmaz' } },
      userErrors: [],
    })
  })

  it('is done once, whoever asks how often', async () => {
    const business = await newBusiness(server)
    await saved(business, answers)
    const all = await Promise.all([1, 2, 3, 4].map(() => finished(business)))
    for (const one of all) expect(one).toMatchObject({ userErrors: [], onboarding: { completed: true } })
    const { data } = await business.owner(
      '{ resources { totalCount } services { totalCount } staffMembers { totalCount } }',
    )
    expect(data).toEqual({
      resources: { totalCount: 5 },
      services: { totalCount: 2 },
      staffMembers: { totalCount: 1 },
    })
    const late = await saved(business, { step: 1, name: 'Başka ad' })
    expect(late.userErrors).toEqual([expect.objectContaining({ code: 'ONBOARDING_OVER' })])
  })

  it('remembers what of the first days was put aside', async () => {
    const business = await newBusiness(server)
    await saved(business, answers)
    await finished(business)
    await business.owner(
      'mutation { dismissChecklistItem(input: { item: INSTALL_APP }) { userErrors { code } } }',
    )
    const again = await signedIn(server.url, business.email)
    const { data } = await again(`{ ${state} }`)
    expect(data.onboarding.checklist).not.toContainEqual({ key: 'INSTALL_APP', done: null })
  })

  it('needs a session', async () => {
    expect(await sessionToken(server.url, (await newBusiness(server)).email)).toBeTruthy()
    const { graphqlClient } = await import('../../support/graphql-client.ts')
    const { errors } = await graphqlClient(server.url)(finish)
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})
