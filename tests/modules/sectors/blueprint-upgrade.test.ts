import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hairSalon } from '../../../blueprints/hair-salon/index.ts'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { composeInstalled, type RunningServer, startServer } from '../../../gateway/server.ts'
import { AutomationRule } from '../../../modules/automation/index.ts'
import { Composition } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type Send, signedIn } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

/** The second version: other words, cards, rules, services and required fields than the one before. */
const second = {
  ...hairSalon,
  version: 2,
  requiredFields: [...hairSalon.requiredFields, 'Customer.birthday', 'Customer.email'],
  kpiCards: ['fill_rate_pct', 'revenue_today', 'no_show_rate_pct', 'recall_due'],
  words: {
    ...hairSalon.words,
    customer: { one: { en: 'Guest', tr: 'Misafir' }, many: { en: 'Guests', tr: 'Misafirler' } },
    staff: { one: { en: 'Artist', tr: 'Sanatçı' }, many: { en: 'Artists', tr: 'Sanatçılar' } },
  },
  automations: hairSalon.automations.map((rule) =>
    ['color_recall', 'slot_refill'].includes(rule.ruleType)
      ? { ...rule, conditions: { ...rule.conditions, changed: 2 } }
      : rule,
  ),
  services: [
    ...hairSalon.services.map((service) =>
      ['Haircut', 'Blow-dry', 'Manicure'].includes(service.name.en)
        ? { ...service, priceMinor: '99900' }
        : service,
    ),
    { ...(hairSalon.services[0] as (typeof hairSalon.services)[number]), name: { en: 'Braids', tr: 'Örgü' } },
  ],
}

let first: TestServer
let upgraded: RunningServer
let salon: TestBusiness
let owner: Send

beforeAll(async () => {
  first = await startTestServer()
  salon = await testBusiness(first, 'hair-salon')
  const { superset, owners, modules, records, rules, codeFields } = composeInstalled()
  const blueprints = installedBlueprints.map((one) => (one.key === second.key ? second : one))
  const { appUrl, ownerUrl } = first.database
  upgraded = await startServer({
    appUrl,
    ownerUrl,
    port: 0,
    clock: first.setting.clock,
    migrates: false,
    works: false,
    composition: new Composition(superset, owners, modules, blueprints, records, rules, codeFields),
  })
  const { data } = await salon.owner('{ viewer { user { email } } }')
  owner = await signedIn(upgraded.url, data.viewer.user.email)
})
afterAll(async () => {
  await upgraded?.close()
  await first?.close()
})

const set = `mutation ($input: SetBlueprintOverrideInput!) { setBlueprintOverride(input: $input) { userErrors { code } } }`
const upgrade = `mutation { upgradeBlueprint(input: { blueprint: "hair-salon" }) {
  upgrade { from to kept { area key } taken { area key } undecided { area key before after } } userErrors { code } } }`
const decide = `mutation ($input: DecideBlueprintChangeInput!) { decideBlueprintChange(input: $input) {
  undecided { area key } userErrors { code } } }`

const names = (changes: { area: string; key: string }[]) =>
  changes.map(({ area, key }) => `${area} ${key}`).sort()

/** What a business has edited: a word, a required field, a rule's conditions, another rule's switch, a price. */
async function edit() {
  const word = { one: { tr: 'Konuk', en: 'Visitor' }, many: { tr: 'Konuklar', en: 'Visitors' } }
  await salon.owner(set, { input: { kind: 'WORD', target: 'customer', ...word } })
  await salon.owner(set, { input: { kind: 'FIELD', target: 'Customer.email', required: false } })
  const { data } = await salon.owner(`{
    automationRules(first: 50) { nodes { id version ruleType } }
    services(first: 50) { nodes { id version name } } }`)
  const rule = (type: string) =>
    data.automationRules.nodes.find((one: { ruleType: string }) => one.ruleType === type)
  const service = (name: string) => data.services.nodes.find((one: { name: string }) => one.name === name)
  const change = async (
    document: string,
    { id, version }: { id: string; version: number },
    input: object,
  ) => {
    const { errors } = await salon.owner(document, { input: { id, version, ...input } })
    expect(errors).toBeUndefined()
  }
  const rules =
    'mutation ($input: UpdateAutomationRuleInput!) { updateAutomationRule(input: $input) { userErrors { code } } }'
  const services =
    'mutation ($input: UpdateServiceInput!) { updateService(input: $input) { userErrors { code } } }'
  // What a rule looks for is not edited over the API yet.
  await salon.context.write(async (work) => {
    const { tenantId } = work.principal
    const recall = await work.em.findOneOrFail(AutomationRule, { tenantId, ruleType: 'color_recall' })
    recall.conditions = { mine: true }
  })
  await change(rules, rule('slot_refill'), { enabled: true })
  await change(services, service('Saç kesimi'), { priceMinor: '80000' })
  await change(services, service('Manikür'), { category: 'Eller' })
}

describe('a newer version of a sector', () => {
  it('says what it changes', async () => {
    const { data, errors } = await owner('{ blueprintChanges(blueprint: "hair-salon") { area key kind } }')
    expect(errors).toBeUndefined()
    expect(names(data.blueprintChanges)).toEqual([
      'AUTOMATIONS color_recall',
      'AUTOMATIONS slot_refill',
      'KPI_CARDS cards',
      'REQUIRED_FIELDS Customer.birthday',
      'REQUIRED_FIELDS Customer.email',
      'SERVICES Blow-dry',
      'SERVICES Braids',
      'SERVICES Haircut',
      'SERVICES Manicure',
      'WORDS customer',
      'WORDS staff',
    ])
    const unknown = await owner('{ blueprintChanges(blueprint: "hair-salon", from: 7) { key } }')
    expect(unknown.errors?.[0]?.message).toContain('Version 7')
  })

  it('is taken without losing anything of the business, and lists what both have changed', async () => {
    await edit()
    const { data, errors } = await owner(upgrade)
    expect(errors).toBeUndefined()
    const { upgrade: report, userErrors } = data.upgradeBlueprint
    expect(userErrors).toEqual([])
    expect(report).toMatchObject({ from: 1, to: 2, kept: [] })
    expect(names(report.undecided)).toEqual([
      'AUTOMATIONS color_recall',
      'REQUIRED_FIELDS Customer.email',
      'SERVICES Haircut',
      'WORDS customer',
    ])
    expect(names(report.taken)).toEqual([
      'AUTOMATIONS slot_refill',
      'KPI_CARDS cards',
      'REQUIRED_FIELDS Customer.birthday',
      'SERVICES Blow-dry',
      'SERVICES Braids',
      'SERVICES Manicure',
      'WORDS staff',
    ])
    const after = await owner(`{
      panel { words { key one { tr } } }
      automationRules(first: 50) { nodes { ruleType enabled conditions } }
      services(first: 50) { nodes { name priceMinor category } }
    }`)
    expect(after.data.panel.words).toContainEqual({ key: 'customer', one: { tr: 'Konuk' } })
    expect(after.data.panel.words).toContainEqual({ key: 'staff', one: { tr: 'Sanatçı' } })
    const rules = new Map(
      after.data.automationRules.nodes.map((one: { ruleType: string }) => [one.ruleType, one]),
    )
    expect(rules.get('color_recall')).toMatchObject({ conditions: { mine: true } })
    // The business turned it on, the sector changed its conditions: both hold.
    expect(rules.get('slot_refill')).toMatchObject({
      enabled: true,
      conditions: { leadMinutes: 60, changed: 2 },
    })
    expect(after.data.services.nodes).toEqual(
      expect.arrayContaining([
        { name: 'Saç kesimi', priceMinor: '80000', category: 'Saç' },
        { name: 'Fön', priceMinor: '99900', category: 'Saç' },
        { name: 'Manikür', priceMinor: '99900', category: 'Eller' },
        { name: 'Örgü', priceMinor: '65000', category: 'Saç' },
      ]),
    )
  })

  it('is taken once', async () => {
    const { data } = await owner(upgrade)
    expect(data.upgradeBlueprint.upgrade).toMatchObject({
      from: 2,
      to: 2,
      kept: [],
      taken: [],
      undecided: [],
    })
    const rows = await owner('{ tenantBlueprints { nodes { definitionVersion undecided } } }')
    expect(rows.data.tenantBlueprints.nodes[0]).toMatchObject({ definitionVersion: 2 })
    expect(rows.data.tenantBlueprints.nodes[0].undecided).toHaveLength(4)
  })

  it('leaves the rest to somebody who decides, one by one', async () => {
    const input = (area: string, key: string, take: string) => ({
      input: { blueprint: 'hair-salon', area, key, take },
    })
    const mine = await owner(decide, input('SERVICES', 'Haircut', 'MINE'))
    expect(mine.data.decideBlueprintChange.undecided).toHaveLength(3)
    await owner(decide, input('AUTOMATIONS', 'color_recall', 'NEW'))
    await owner(decide, input('REQUIRED_FIELDS', 'Customer.email', 'NEW'))
    const last = await owner(decide, input('WORDS', 'customer', 'NEW'))
    expect(last.data.decideBlueprintChange).toEqual({ undecided: [], userErrors: [] })
    const again = await owner(decide, input('WORDS', 'customer', 'NEW'))
    expect(again.data.decideBlueprintChange.userErrors).toEqual([{ code: 'NOT_FOUND' }])
    const { data } = await owner(`{
      panel { words { key one { tr } } }
      services(first: 50) { nodes { name priceMinor } }
      automationRules(first: 50) { nodes { ruleType conditions } } }`)
    expect(data.panel.words).toContainEqual({ key: 'customer', one: { tr: 'Misafir' } })
    expect(data.services.nodes).toContainEqual({ name: 'Saç kesimi', priceMinor: '80000' })
    const recall = data.automationRules.nodes.find(
      ({ ruleType }: { ruleType: string }) => ruleType === 'color_recall',
    )
    expect(recall.conditions).toMatchObject({ changed: 2 })
  })
})
