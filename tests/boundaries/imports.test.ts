import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { installedModules } from '../../gateway/installed.ts'
import { filesOf, importProblems, importsOf, sectorProblems } from './imports.ts'

const root = path.join(import.meta.dirname, '..', '..')
const order = installedModules.map(({ key }) => key)
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

describe('imports', () => {
  const files = filesOf(root, ['schema', 'modules', 'blueprints', 'gateway', 'web', 'migrations'])

  it('go one way: schema, modules, blueprints, gateway; the panel sees what is drawn', () => {
    expect(files.length).toBeGreaterThan(200)
    const problems = files.flatMap((file) =>
      importsOf(read(file)).flatMap((specifier) => importProblems(file, specifier, order)),
    )
    expect(problems).toEqual([])
  })

  it('name every module folder in the list that says in which order modules stand', () => {
    const folders = new Set(
      files.filter((file) => file.startsWith('modules/')).map((file) => file.split('/')[1]),
    )
    expect([...folders].filter((folder) => folder && !order.includes(folder))).toEqual([])
  })
})

describe('core', () => {
  it('never names a sector', () => {
    const core = filesOf(root, ['schema', 'modules', 'gateway', 'migrations/core']).filter(
      (file) => !/^gateway\/installed(-migrations)?\.ts$/.test(file) && !file.startsWith('gateway/demo/'),
    )
    expect(core.flatMap((file) => sectorProblems(file, read(file)))).toEqual([])
  })
})

describe('the check itself', () => {
  const problem = (file: string, specifier: string) => importProblems(file, specifier, order)[0] ?? ''

  it.each([
    ['schema/record/record.ts', '../../modules/tenancy/index.ts', 'schema may import schema only'],
    [
      'modules/customers/customer.ts',
      '../../gateway/server.ts',
      'a module may import schema and earlier modules',
    ],
    [
      'modules/customers/customer.ts',
      '../../blueprints/dental/index.ts',
      'a module may import schema and earlier',
    ],
    ['modules/customers/customer.ts', '../tenancy/branch.ts', 'go through modules/tenancy/index.ts'],
    ['modules/customers/customer.ts', '../calendar/index.ts', '"calendar" stands after "customers"'],
    ['modules/customers/customer.ts', '../../schema/record/record.ts', 'go through schema/index.ts'],
    ['blueprints/dental/index.ts', '../hair-salon/index.ts', 'never another blueprint'],
    [
      'blueprints/dental/records/fdi.ts',
      '../../../gateway/demo/presets.ts',
      'never another blueprint or the gateway',
    ],
    ['blueprints/dental/index.ts', '../../schema/blueprint.ts', 'go through schema/index.ts'],
    [
      'blueprints/dental/index.ts',
      '../../modules/calendar/appointment.ts',
      'go through modules/calendar/index.ts',
    ],
    ['blueprints/dental/index.ts', 'pg', 'only what its records and resolvers are written with'],
    ['blueprints/dental/panel/tooth-chart.tsx', '../../../web/data/client.ts', 'only web/kit.ts'],
    ['blueprints/dental/panel/tooth-chart.tsx', '../records/fdi.ts', 'only web/kit.ts'],
    ['web/app.tsx', '../modules/panel/panel.types.ts', 'web may import web'],
    ['web/app.tsx', '../blueprints/dental/index.ts', 'web may import web'],
    ['migrations/dental/0001-episodes.ts', '../../modules/calendar/index.ts', 'a migration may import'],
    ['modules/customers/customer.ts', './customer-note', 'has no file ending'],
  ])('refuses %s importing %s', (file, specifier, sentence) => {
    expect(problem(file, specifier)).toContain(sentence)
  })

  it.each([
    ['schema/record/record.ts', '@mikro-orm/core'],
    ['modules/calendar/appointment.ts', '../customers/index.ts'],
    ['modules/customers/customer.ts', './customer-note.ts'],
    ['blueprints/dental/records/patient-episode.ts', '../../../modules/calendar/index.ts'],
    ['blueprints/dental/panel/tooth-chart.tsx', '../../../web/kit.ts'],
    ['blueprints/dental/panel/tooth-chart.tsx', 'solid-js'],
    ['gateway/installed.ts', '../blueprints/dental/index.ts'],
    ['web/app.tsx', './session.tsx'],
  ])('allows %s importing %s', (file, specifier) => {
    expect(problem(file, specifier)).toBe('')
  })

  it('finds imports, re-exports, bare imports and dynamic ones, also over several lines', () => {
    const text = `import { a,\n  b } from './one.ts'\nexport * from "./two.ts"\nimport './three.ts'
      const x = await import('./four.ts'); type T = import('./five.ts').T // import { no } from './six.ts'`
    expect(importsOf(text)).toEqual(['./one.ts', './two.ts', './three.ts', './four.ts', './five.ts'])
  })

  it('finds a sector in a comment, in a name and in a text', () => {
    for (const text of ['// a salon', 'const toothCount = 1', "label: 'Vehicles'", 'DENTAL', 'garage_id'])
      expect(sectorProblems('modules/x/y.ts', text)[0]).toContain('modules/x/y.ts:1 names a sector')
    expect(sectorProblems('modules/x/y.ts', 'accidental')).toEqual([])
  })
})
