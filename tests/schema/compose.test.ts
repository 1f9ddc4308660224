import 'reflect-metadata'
import { Query, Resolver } from 'type-graphql'
import { describe, expect, it } from 'vitest'
import { generic } from '../../blueprints/generic/index.ts'
import { refuseCollisions } from '../../schema/compose/collisions.ts'
import { Owners } from '../../schema/compose/owners.ts'
import { compose, defineBlueprint, defineModule, Record, TenantRecord, Text } from '../../schema/index.ts'

const everyone = { owner: 'all', manager: 'all', staff: 'all' } as const

@Record({
  prefix: 'boa',
  title: { en: 'Boat', tr: 'Tekne' },
  pluralTitle: { en: 'Boats', tr: 'Tekneler' },
  table: 'boats',
  access: { see: everyone, act: everyone },
})
class Boat extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none' })
  name!: string
}

@Record({
  prefix: 'boa',
  title: { en: 'Boa', tr: 'Boa' },
  pluralTitle: { en: 'Boas', tr: 'Boalar' },
  table: 'boas',
  access: { see: everyone, act: everyone },
})
class Snake extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none' })
  name!: string
}

const harbour = defineModule({ key: 'harbour', title: { en: 'Harbour', tr: 'Liman' }, records: [Boat] })
const zoo = defineModule({ key: 'zoo', title: { en: 'Zoo', tr: 'Hayvanat bahçesi' }, records: [Snake] })

describe('composition', () => {
  it('stops at two records with one id prefix and names both sides', () => {
    expect(() => refuseCollisions([harbour, zoo])).toThrow(
      '"zoo" declares the id prefix "boa", which "harbour" already has: rename one of them.',
    )
  })

  it('stops at a KPI, an event or a key that is declared twice', () => {
    const kpi = { id: 'boats_out' } as never
    expect(() =>
      refuseCollisions([
        { ...harbour, records: [], kpis: [kpi] },
        { ...zoo, records: [], kpis: [kpi] },
      ]),
    ).toThrow('KPI "boats_out"')
    const events = { 'boat.sunk': { en: 'Sunk', tr: 'Battı' } }
    expect(() =>
      refuseCollisions([
        { ...harbour, records: [], events },
        { ...zoo, records: [], events },
      ]),
    ).toThrow('event "boat.sunk"')
    expect(() => refuseCollisions([harbour, { ...harbour, records: [] }])).toThrow(
      'module or blueprint "harbour"',
    )
  })

  it('stops at a query that does not say who may call it', () => {
    @Resolver()
    class Lighthouse {
      @Query(() => String)
      beam(): string {
        return 'on'
      }
    }
    expect(() => compose([{ ...zoo, records: [], resolvers: [Lighthouse] }], [])).toThrow(
      'Query.beam does not say who may call it: put @Allow on beam.',
    )
  })

  it('does not let two owners claim one element of the schema', () => {
    const owners = new Owners()
    owners.own('Customer.boats', 'harbour')
    expect(() => owners.own('Customer.boats', 'zoo')).toThrow(
      'Customer.boats is declared by "harbour" and by "zoo"',
    )
  })

  it('refuses an attribute without a privacy class when the class is declared', () => {
    expect(() => {
      class Careless extends TenantRecord {
        @Text({ label: { en: 'Phone', tr: 'Telefon' } })
        phone!: string
      }
      return Careless
    }).toThrow(
      "Careless.phone has no privacy class: say privacy: 'none', 'pii', 'health', 'body' or 'secret'.",
    )
  })

  it('refuses a blueprint with all that is wrong with it at once', () => {
    const broken = {
      ...generic,
      key: 'Hair Salon',
      version: 0,
      services: [
        {
          name: { en: 'Cut', tr: 'Kesim' },
          category: { en: 'Hair', tr: 'Saç' },
          durationMinutes: 30,
          priceMinor: '1',
          resourceTypes: ['CHIAR'],
          segments: [{ kind: 'WORK', minutes: 20 }],
        },
      ],
      words: {},
      panel: { ...generic.panel, screens: [] },
    } as never
    const attempt = () => defineBlueprint(broken)
    for (const part of [
      'key "Hair Salon"',
      'version',
      'services "Cut": resource type "CHIAR"',
      'segments last 20',
      'words: "customer"',
      'panel.screens: "today"',
    ]) {
      expect(attempt).toThrow(part)
    }
  })
})
