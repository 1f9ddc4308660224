import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideCapability, switchedOffModules } from '../../../modules/identity/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import { type TestClock, testClock } from '../../support/clock.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let clock: TestClock

beforeAll(async () => {
  clock = testClock()
  server = await startTestServer(clock)
})
afterAll(() => server?.close())

const hourMs = 3_600_000

async function switched(send: Send, to: 'On' | 'Off', input: object) {
  const { data, errors } = await send(
    `mutation ($input: SwitchModule${to}Input!) { switchModule${to}(input: $input) {
      moduleSwitch { module reason offSince endsAt endedAt offBy { name } onBy { name } } userErrors { code field message } } }`,
    { input },
  )
  if (errors) throw new Error(errors[0]?.extensions.code)
  return data[`switchModule${to}`]
}

const off = (send: Send, input: object) => switched(send, 'Off', { reason: 'Yanlış saatte gitti', ...input })

async function stateOf(send: Send, module: string) {
  const { data } = await send(
    '{ modules { key capability state switchedOff { reason endsAt offBy { name } } } }',
  )
  return data.modules.find(({ key }: { key: string }) => key === module)
}

const codeOf = async (send: Send, query: string, variables?: Record<string, unknown>) =>
  (await send(query, variables)).errors?.[0]?.extensions.code

describe('a module that is switched off', () => {
  let business: TestBusiness
  beforeAll(async () => {
    business = await testBusiness(server)
  })

  it('answers MODULE_DISABLED to every role at once, and names the module and who can enable it', async () => {
    expect(await codeOf(business.staff, '{ customers { nodes { id } } }')).toBeUndefined()
    const { moduleSwitch, userErrors } = await off(business.owner, {
      module: 'customers',
      durationMinutes: 60,
    })
    expect(userErrors).toEqual([])
    expect(moduleSwitch).toMatchObject({
      module: 'customers',
      reason: 'Yanlış saatte gitti',
      offBy: { name: 'owner' },
      endedAt: null,
      endsAt: new Date(clock.now().getTime() + hourMs).toISOString(),
    })
    for (const send of [business.owner, business.manager, business.staff]) {
      const { errors } = await send('{ customers { nodes { id } } }')
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'MODULE_DISABLED',
        module: 'customers',
        enabledBy: ['owner'],
      })
    }
    const created = await business.owner(
      'mutation { createCustomer(input: { kind: COMPANY, name: "A" }) { customer { id } } }',
    )
    expect(created.errors?.[0]?.extensions.code).toBe('MODULE_DISABLED')
  })

  it('is gone from the panel, which says why, since when, by whom and until when', async () => {
    const { data } = await business.staff(
      '{ panel { navigation { path } records { type } disabledModules { key because reason since endsAt by enabledBy paths } } }',
    )
    expect(data.panel.navigation.map(({ path }: { path: string }) => path)).not.toContain('/customers')
    expect(data.panel.records.map(({ type }: { type: string }) => type)).not.toContain('Customer')
    expect(data.panel.disabledModules).toEqual([
      {
        key: 'customers',
        because: 'SWITCHED_OFF',
        reason: 'Yanlış saatte gitti',
        since: clock.now().toISOString(),
        endsAt: new Date(clock.now().getTime() + hourMs).toISOString(),
        by: 'owner',
        enabledBy: ['OWNER'],
        paths: ['/customers'],
      },
    ])
  })

  it('is told apart from one that is on, and its own history is kept', async () => {
    expect(await stateOf(business.manager, 'customers')).toMatchObject({
      capability: 'can_use_customers',
      state: 'OFF',
      switchedOff: { offBy: { name: 'owner' } },
    })
    expect(await stateOf(business.manager, 'calendar')).toMatchObject({ state: 'ON', switchedOff: null })
    const { data } = await business.manager('{ moduleSwitches { nodes { module endedAt } } }')
    expect(data.moduleSwitches.nodes).toEqual([{ module: 'customers', endedAt: null }])
  })

  it('is refused a second time, without a reason, and with an end in the past', async () => {
    const refused = async (input: object) =>
      (await off(business.owner, input)).userErrors.map(({ code }: { code: string }) => code)
    expect(await refused({ module: 'customers' })).toEqual(['MODULE_IS_OFF'])
    expect(await refused({ module: 'calendar', reason: '  ' })).toEqual(['REQUIRED'])
    expect(await refused({ module: 'calendar', reason: 'x'.repeat(301) })).toEqual(['TOO_LONG'])
    expect(await refused({ module: 'calendar', durationMinutes: 0 })).toEqual(['TOO_SMALL'])
    expect(await refused({ module: 'calendar', endsAt: '2020-01-01T00:00:00Z' })).toEqual(['INVALID'])
    expect(await refused({ module: 'nothing' })).toEqual(['NOT_FOUND'])
    expect(await refused({ module: 'identity' })).toEqual(['MODULE_ALWAYS_ON'])
  })

  it('is on again when its time has come, by the clock of the business', async () => {
    clock.advance(hourMs)
    // Whom a process knows it looks up again after a second; whoever signs in anew is known by the new time.
    await expect
      .poll(() => codeOf(business.staff, '{ customers { nodes { id } } }'), { timeout: 5_000 })
      .toBeUndefined()
    expect(await stateOf(business.owner, 'customers')).toMatchObject({ state: 'ON' })
    const again = await off(business.owner, { module: 'customers' })
    expect(again.userErrors).toEqual([])
    const back = await switched(business.owner, 'On', { module: 'customers' })
    expect(back.moduleSwitch).toMatchObject({ onBy: { name: 'owner' }, endedAt: clock.now().toISOString() })
    const twice = await switched(business.owner, 'On', { module: 'customers' })
    expect(twice.userErrors.map(({ code }: { code: string }) => code)).toEqual(['MODULE_IS_ON'])
  })

  it('can only be switched by an owner', async () => {
    await expect(off(business.manager, { module: 'calendar' })).rejects.toThrow('FORBIDDEN')
    await expect(switched(business.staff, 'On', { module: 'calendar' })).rejects.toThrow('FORBIDDEN')
  })

  it('tells of both in the event log, without the words of the reason', async () => {
    const { data } = await business.owner(
      '{ auditLog(filter: { types: ["module.switched.off", "module.switched.on"] }) { nodes { type payload } } }',
    )
    const told = data.auditLog.nodes.map(({ payload }: { payload: { because?: string } }) => payload.because)
    expect(told.sort()).toEqual(['PERSON', 'TIME', undefined, undefined])
    expect(JSON.stringify(data)).not.toContain('Yanlış')
  })
})

describe('records of a module that is off', () => {
  it('are null with MODULE_DISABLED at their place, and the rest of the answer stands', async () => {
    const business = await testBusiness(server)
    await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
    await off(business.owner, { module: 'calendar' })
    const { data, errors } = await business.owner(
      '{ customers { nodes { name appointments { totalCount } } } }',
    )
    expect(data).toEqual({ customers: { nodes: [{ name: 'Müşteri', appointments: null }] } })
    expect(errors).toMatchObject([
      {
        path: ['customers', 'nodes', 0, 'appointments'],
        extensions: { code: 'MODULE_DISABLED', module: 'calendar' },
      },
    ])
  })

  it('are unknown ids to whoever asks for them by id alone', async () => {
    const business = await testBusiness(server)
    const id = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
    await off(business.owner, { module: 'customers' })
    const { data } = await business.owner('query ($id: ID!) { node(id: $id) { id } }', { id })
    expect(data).toEqual({ node: null })
  })

  it('cannot be referred to by what is written elsewhere', async () => {
    const business = await testBusiness(server)
    await off(business.owner, { module: 'customers' })
    const { errors } = await business.owner(
      `mutation { bookAppointment(input: { customerId: "cus_01h455vb4pex5vsknk084sn02q", serviceId: "srv_01h455vb4pex5vsknk084sn02q",
        startsAt: "2026-11-23T07:00:00.000Z" }) { userErrors { code } } }`,
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_DISABLED', module: 'customers' })
  })
})

describe('a module that the plan does not have', () => {
  it('is disabled for everybody and cannot be switched on by the business', async () => {
    const business = await testBusiness(server)
    await business.context.write((work) => decideCapability(work, 'revenue', false))
    expect(await codeOf(business.owner, '{ revenueEvents { nodes { id } } }')).toBe('MODULE_DISABLED')
    expect(await stateOf(business.owner, 'revenue')).toMatchObject({
      state: 'NOT_IN_PLAN',
      switchedOff: null,
    })
    const { userErrors } = await off(business.owner, { module: 'revenue' })
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual(['MODULE_NOT_IN_PLAN'])
    const known = await switchedOffModules(business.context.read.ask, business.tenantId, clock.now())
    expect([...known]).toEqual(['revenue'])
    await business.context.write((work) => decideCapability(work, 'revenue', true))
    expect(await codeOf(business.owner, '{ revenueEvents { nodes { id } } }')).toBeUndefined()
  })
})
