import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideCapability } from '../../modules/identity/index.ts'
import { encodeId, newId } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { plantCanaries } from '../support/canary-tenant.ts'
import { type RootOperation, rootOperations } from '../support/generated-operations.ts'
import type { Send } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

/** A line of docs/access.md as a reader sees it; the test shares nothing with what wrote it. */
interface Line {
  readonly module: string
  readonly alwaysOn: boolean
  readonly owner: string
  readonly manager: string
  readonly staff: string
}

const lines = readTable(readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8'))

function readTable(text: string): ReadonlyMap<string, Line> {
  const found = new Map<string, Line>()
  for (const [title, parent] of [
    ['## Queries', 'Query'],
    ['## Mutations', 'Mutation'],
  ] as const) {
    const section = text.split(title)[1]?.split('\n## ')[0] ?? ''
    for (const row of section.split('\n').filter((one) => one.startsWith('| `'))) {
      const [name = '', module = '', owner = '', manager = '', staff = ''] = row
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', ''))
        .slice(1)
      const alwaysOn = module.endsWith(' (always on)')
      found.set(`${parent}.${name}`, {
        module: module.replace(' (always on)', ''),
        alwaysOn,
        owner,
        manager,
        staff,
      })
    }
  }
  return found
}

/** What ends the session that asks comes last. */
const lastOfAll = ['revokeOtherSessions', 'revokeSession', 'switchTenant', 'leaveTenant', 'signOut']

function operationsFor(business: TestBusiness): RootOperation[] {
  const operations = rootOperations(business.context.set.schema, encodeId('cus', newId()))
  const rank = ({ coordinate }: RootOperation) => lastOfAll.indexOf(coordinate.split('.')[1] ?? '')
  return operations.sort((one, other) => rank(one) - rank(other))
}

/** The code that the root field itself is answered with; a module's part deeper in the answer is another matter. */
async function answerTo(send: Send, { document, variables }: RootOperation): Promise<string | undefined> {
  const { errors } = await send(document, variables)
  return errors?.find(({ path }) => !path || path.length === 1)?.extensions.code
}

const sectors = ['hair-salon', 'dental', 'auto-service']

describe.each(sectors)('in a business of %s', (sector) => {
  it('every query and mutation of the schema has its line in the table', async () => {
    const business = await testBusiness(server, sector)
    const operations = operationsFor(business)
    expect(operations.length).toBeGreaterThan(100)
    expect(operations.filter(({ coordinate }) => !lines.has(coordinate))).toEqual([])
  })

  it.each(['owner', 'manager', 'staff'] as const)(
    '%s is refused exactly what the table says',
    async (role) => {
      const business = await testBusiness(server, sector)
      const wrong: string[] = []
      for (const operation of operationsFor(business)) {
        const isRefused = (await answerTo(business[role], operation)) === 'FORBIDDEN'
        const isClosed = lines.get(operation.coordinate)?.[role] === '–'
        if (isRefused !== isClosed)
          wrong.push(`${operation.coordinate} is ${isRefused ? '' : 'not '}refused, against the table`)
      }
      expect(wrong).toEqual([])
    },
  )

  it('a role with nothing given is refused everything but what every member needs', async () => {
    const business = await testBusiness(server, sector)
    await stripStaff(business)
    const wrong: string[] = []
    for (const operation of operationsFor(business)) {
      const line = lines.get(operation.coordinate)
      if (!line) continue
      const isRefused = (await answerTo(business.staff, operation)) === 'FORBIDDEN'
      const isClosed = line.staff !== 'anyone' && (line.alwaysOn ? line.staff === '–' : true)
      if (isRefused !== isClosed)
        wrong.push(`${operation.coordinate} is ${isRefused ? '' : 'not '}refused to a role with nothing`)
    }
    expect(wrong).toEqual([])
  })

  it('modules that are off answer MODULE_DISABLED everywhere, to the owner too, and show nothing of their own', async () => {
    const business = await testBusiness(server, sector)
    await plantCanaries(business, 'CANARY')
    const shown = new Set<string>()
    const lists = operationsFor(business).filter(({ coordinate }) => coordinate.startsWith('Query.'))
    for (const { document, variables } of lists) {
      const told = JSON.stringify((await business.owner(document, variables)).data ?? null)
      for (const [, name] of told.matchAll(/CANARY (\w+)\./g)) shown.add(name ?? '')
    }
    const off = [...new Set([...lines.values()].filter((one) => !one.alwaysOn).map(({ module }) => module))]
    await business.context.write(async (work) => {
      for (const module of off) await decideCapability(work, module, false)
    })
    const hidden = business.context.set.relations.records
      .filter(({ module, internal }) => off.includes(module) && !internal)
      .map(({ name }) => name)
    expect(shown.size, 'it would show if it were on').toBeGreaterThan(5)
    const wrong: string[] = []
    for (const operation of operationsFor(business)) {
      const line = lines.get(operation.coordinate)
      if (!line) continue
      const { data, errors } = await business.owner(operation.document, operation.variables)
      const code = errors?.find(({ path }) => !path || path.length === 1)?.extensions.code
      const isDisabled = line.owner !== 'anyone' && !line.alwaysOn
      if (isDisabled !== (code === 'MODULE_DISABLED')) wrong.push(`${operation.coordinate} answers ${code}`)
      const told = JSON.stringify(data ?? null)
      for (const name of hidden)
        if (told.includes(`CANARY ${name}.`)) wrong.push(`${operation.coordinate} shows ${name}`)
    }
    expect(wrong).toEqual([])
  })
})

/** Takes every module from the staff of a business. */
async function stripStaff({ owner }: TestBusiness): Promise<void> {
  const { data } = await owner('{ permissions { roles { role { id version base } cells { module } } } }')
  const staff = data.permissions.roles.find(({ role }: { role: { base: string } }) => role.base === 'STAFF')
  const { id, version } = staff.role
  const cells = staff.cells.map(({ module }: { module: string }) => ({ module, see: 'NONE', act: 'NONE' }))
  const answer = await owner(
    'mutation ($input: SetRolePermissionsInput!) { setRolePermissions(input: $input) { userErrors { code } } }',
    { input: { id, version, cells } },
  )
  expect(answer.data.setRolePermissions.userErrors).toEqual([])
}
