import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../gateway/database/roles.ts'
import { installedBlueprints } from '../../gateway/installed.ts'
import { installedMigrations } from '../../gateway/installed-migrations.ts'
import { limitOperations } from '../../gateway/limits/limit-operations.ts'
import { composeInstalled } from '../../gateway/server.ts'
import { standardNavigation } from '../../modules/panel/index.ts'
import { attributeOf, type BlueprintDeclaration, recordMeta, type Words } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { plantCanaries } from '../support/canary-tenant.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const root = path.join(import.meta.dirname, '..', '..')
const composition = composeInstalled()
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

/** What the panel fills in; a document that wants another variable could never be asked. */
const variables = {
  today: '2026-11-20',
  now: '2026-11-20T11:20:00.000Z',
  from: '2026-11-19T21:00:00.000Z',
  to: '2026-11-20T20:59:59.999Z',
  weekday: 5,
}

/** Where core has screens of its own. */
const untold = { en: '', tr: '' }
const corePlaces = Object.values(standardNavigation).map((item) =>
  typeof item === 'function' ? item({ one: untold, many: untold }).path : item.path,
)

describe.each(installedBlueprints.map((blueprint) => [blueprint.key, blueprint] as const))(
  'the blueprint %s',
  (key, blueprint) => {
    const set = composition.setFor([key])
    const folder = path.join(root, 'blueprints', key)
    const documents = blueprint.panel.screens.flatMap(({ key: screen, widgets }) =>
      widgets
        .filter((widget) => widget.document)
        .map((widget) => ({ place: `${screen}/${widget.key}`, widget, document: String(widget.document) })),
    )
    let business: TestBusiness
    let customer: string

    beforeAll(async () => {
      business = await testBusiness(server, key)
      customer = (await plantCanaries(business, 'CONTRACT')).ids.get('Customer') ?? ''
    })

    it('composes alone and with all others', () => {
      expect(set.blueprints).toEqual([blueprint])
      const all = composition.setFor(installedBlueprints.map((one) => one.key))
      for (const record of blueprint.records ?? []) {
        const { name } = recordMeta(record)
        expect(set.schema.getType(name)?.name).toBe(name)
        expect(all.schema.getType(name)?.name).toBe(name)
      }
    })

    it('has tables of its own prefix, made by its own migrations', async () => {
      const tables = (blueprint.records ?? []).map((record) => recordMeta(record).table)
      if (tables.length === 0) return
      const [prefix] = tables[0]?.split('_') ?? []
      expect(tables.filter((table) => !table.startsWith(`${prefix}_`))).toEqual([])
      expect(installedMigrations.map((one) => one.key)).toContain(key)
      await withClient(server.database.ownerUrl, async (client) => {
        const { rows } = await client.query(
          `select count(*)::int as ran from migrations_${key.replaceAll('-', '_')}`,
        )
        expect(rows[0].ran).toBeGreaterThan(0)
      })
    })

    it('gives a new tenant its compliance profile, automations, services and the definition they came from', async () => {
      const answer = await business.owner(`{
        complianceProfiles { nodes { profile profileVersion healthcare active retentionDays } }
        automationRules(first: 100) { nodes { ruleType origin enabled } }
        services(first: 100) { nodes { name durationMinutes priceMinor currency } }
        tenantBlueprints(filter: { isPrimary: { eq: true } }) { nodes { blueprint definitionVersion definition } }
      }`)
      expect(answer.errors).toBeUndefined()
      const { complianceProfiles, automationRules, services, tenantBlueprints } = answer.data
      expect(complianceProfiles.nodes).toContainEqual({
        profile: blueprint.compliance.key,
        profileVersion: blueprint.compliance.version,
        healthcare: blueprint.compliance.healthcare,
        active: true,
        retentionDays: blueprint.compliance.retentionDays,
      })
      for (const { ruleType, enabled } of blueprint.automations)
        expect(automationRules.nodes).toContainEqual({ ruleType, origin: 'BLUEPRINT', enabled })
      for (const { name, durationMinutes, priceMinor } of blueprint.services)
        expect(services.nodes).toContainEqual({ name: name.tr, durationMinutes, priceMinor, currency: 'TRY' })
      const [used] = tenantBlueprints.nodes
      expect(used).toMatchObject({ blueprint: key, definitionVersion: blueprint.version })
      expect(used.definition.words).toEqual(blueprint.words)
      expect(used.definition.panel.screens.length).toBe(blueprint.panel.screens.length)
    })

    it('shows cards of figures that exist, and every figure answers', async () => {
      const ids = set.kpis.map((kpi) => kpi.id)
      expect(blueprint.kpiCards.filter((id) => !ids.includes(id))).toEqual([])
      expect(new Set(blueprint.kpiCards).size).toBeGreaterThanOrEqual(3)
      for (const send of [business.owner, business.staff]) {
        const answer = await send(
          'query ($ids: [String!]) { kpis(ids: $ids) { id value missing error action { path } } }',
          {
            ids: [...new Set([...blueprint.kpiCards, ...(blueprint.kpis ?? []).map(({ id }) => id)])],
          },
        )
        expect(answer.errors).toBeUndefined()
        expect(answer.data.kpis.filter((kpi: { missing: string }) => kpi.missing === 'FAILED')).toEqual([])
      }
    })

    it.each(documents)(
      'has a document that its schema and its limits allow in $place',
      ({ document, widget }) => {
        expect(validate(set.schema, parse(document), [limitOperations]).map(String)).toEqual([])
        expect(validate(set.schema, parse(document)).map(String)).toEqual([])
        expect(widget.path).toBeTruthy()
      },
    )

    it.each(documents)(
      'is answered without an error in $place, for each role',
      async ({ document, widget }) => {
        for (const send of [business.owner, business.manager, business.staff]) {
          const answer = await send(document, { ...variables, id: customer, customer })
          expect(answer.errors).toBeUndefined()
          expect(rowsAt(answer.data, widget.path ?? '')).toBeDefined()
        }
      },
    )

    it.each(documents)('selects every field that $place shows', ({ document, widget }) => {
      const missing = (widget.fields ?? []).filter(({ name }) => !selects(document, name))
      expect(missing.map(({ name }) => name)).toEqual([])
    })

    it('asks for attributes that exist', () => {
      for (const field of blueprint.requiredFields) {
        const [type = '', attribute = ''] = field.split('.')
        const meta = set.relations.byName.get(type)
        if (!meta) throw new Error(`${key} requires ${field}, but there is no ${type}.`)
        expect(attributeOf(meta, attribute).name).toBe(attribute)
      }
      expect([...set.relations.byName.keys()]).toContain(blueprint.mainRecord)
    })

    it('leads with its navigation to screens that exist', () => {
      const places = [...corePlaces, ...blueprint.panel.screens.map((screen) => `/${screen.key}`)]
      for (const { path: place, record } of blueprint.panel.navigation) {
        expect(places).toContain(place)
        if (record) expect([...set.relations.byName.keys()]).toContain(record)
      }
      for (const kpi of blueprint.kpis ?? []) if (kpi.action) expect(places).toContain(kpi.action.path)
    })

    it('speaks both languages completely', () => {
      expect(untranslated(blueprint, key)).toEqual([])
      for (const record of blueprint.records ?? []) {
        const meta = recordMeta(record)
        expect(untranslated({ title: meta.title, plural: meta.pluralTitle }, meta.name)).toEqual([])
        for (const attribute of meta.attributes.values()) {
          const where = `${meta.name}.${attribute.name}`
          expect(untranslated({ label: attribute.label, choices: attribute.choice?.values }, where)).toEqual(
            [],
          )
          if (attribute.reference)
            expect(attribute.label.tr, `${where} needs a label`).not.toBe(attribute.name)
        }
      }
    })

    it('has words for every event that its records tell', () => {
      const told = (blueprint.records ?? []).flatMap((record) => {
        const { events, crud } = recordMeta(record)
        return crud.map(
          (verb) => `${events}.${{ create: 'created', update: 'updated', archive: 'deleted' }[verb]}`,
        )
      })
      expect(told.filter((event) => !blueprint.events?.[event])).toEqual([])
    })

    it('explains itself in a README, behind a door of at most 60 lines', () => {
      expect(existsSync(path.join(folder, 'README.md'))).toBe(true)
      expect(readFileSync(path.join(folder, 'index.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(61)
    })
  },
)

function rowsAt(data: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | null)?.[part], data)
}

/** Does the document ask for each part of a field's path, somewhere below the one before it? */
function selects(document: string, name: string): boolean {
  return name
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .every((part) => new RegExp(`\\b${part}\\b`).test(document))
}

/** Paths of texts that lack a language, anywhere in a declaration. */
function untranslated(value: unknown, place: string, seen = new Set<unknown>()): string[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  if ('en' in value || 'tr' in value) {
    const { en, tr } = value as Partial<Words>
    return typeof en === 'string' && typeof tr === 'string' && en.trim() && tr.trim() ? [] : [place]
  }
  return Object.entries(value as BlueprintDeclaration).flatMap(([name, inner]) =>
    untranslated(inner, `${place}.${name}`, seen),
  )
}
