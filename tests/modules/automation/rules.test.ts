import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AutomationRule } from '../../../modules/automation/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server, 'hair-salon')
})
afterAll(() => server?.close())

const toggle = `mutation ($input: UpdateAutomationRuleInput!) { updateAutomationRule(input: $input) {
  automationRule { version enabled title { tr } } userErrors { code field } } }`

async function rule(send: Send, ruleType: string) {
  const { data } = await send(
    'query ($type: String!) { automationRules(filter: { ruleType: { eq: $type } }) { nodes { id version enabled } } }',
    { type: ruleType },
  )
  return data.automationRules.nodes[0]
}

describe('an automation rule', () => {
  it('is turned on by a manager, and the event log says so', async () => {
    const { id, version, enabled } = await rule(business.manager, 'color_recall')
    expect(enabled).toBe(false)
    const answer = await business.manager(toggle, { input: { id, version, enabled: true } })
    expect(answer.errors).toBeUndefined()
    expect(answer.data.updateAutomationRule).toEqual({
      automationRule: { version: version + 1, enabled: true, title: { tr: 'Boya zamanı hatırlatması' } },
      userErrors: [],
    })
    const { data } = await business.owner('{ auditLog(first: 1) { nodes { type payload subject { id } } } }')
    expect(data.auditLog.nodes).toEqual([
      { type: 'automation.rule.updated', payload: { changed: ['enabled'] }, subject: { id } },
    ])
  })

  it('is not turned by staff, and nobody rewrites what it does', async () => {
    const { id, version } = await rule(business.staff, 'slot_refill')
    const refused = await business.staff(toggle, { input: { id, version, enabled: true } })
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const rewritten = await business.owner(toggle, { input: { id, version, actions: [] } })
    expect(rewritten.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('stands once in a business', async () => {
    const again = business.context.write(async (work) =>
      work.create<AutomationRule>(AutomationRule, {
        ruleType: 'color_recall',
        title: { en: 'Again', tr: 'Yine' },
        origin: 'OWN',
        trigger: 'schedule:daily',
        conditions: {},
        actions: [],
        enabled: true,
      }),
    )
    await expect(again).rejects.toThrow('DUPLICATE')
  })
})

describe('a compliance profile', () => {
  it('is seen by owners and managers, and changed by nobody', async () => {
    const seen = await business.manager(
      '{ complianceProfiles { nodes { profile title { tr } lawfulBases breachNoticeHours requestAnswerDays } } }',
    )
    expect(seen.data.complianceProfiles.nodes).toEqual([
      expect.objectContaining({ profile: 'kvkk', breachNoticeHours: 72, requestAnswerDays: 30 }),
    ])
    const hidden = await business.staff('{ complianceProfiles { totalCount } }')
    expect(hidden.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const fields = await business.owner('{ __type(name: "Mutation") { fields { name } } }')
    expect(JSON.stringify(fields.data)).not.toContain('ComplianceProfile')
  })

  it('marks a clinic as one that keeps health data', async () => {
    const clinic = await testBusiness(server, 'dental')
    const { data } = await clinic.owner('{ complianceProfiles { nodes { profile healthcare lawfulBases } } }')
    expect(data.complianceProfiles.nodes).toEqual([
      {
        profile: 'kvkk-health',
        healthcare: true,
        lawfulBases: expect.objectContaining({ clinical: 'HEALTH_SERVICE', marketing: 'EXPLICIT_CONSENT' }),
      },
    ])
  })
})
