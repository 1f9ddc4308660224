import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterAll(() => server?.close())

interface Cell {
  module: string
  see: string
  act: string
  seeDeclared: string
}
interface Column {
  role: { id: string; version: number; name: string; base: string; builtIn: boolean }
  title: { tr: string }
  locked: boolean
  people: number
  cells: Cell[]
}

async function permissions(send: Send) {
  const { data, errors } = await send(`{ permissions {
    modules { key title { tr } isOff see act }
    roles { role { id version name base builtIn } title { tr } locked people cells { module see act seeDeclared actDeclared } } } }`)
  expect(errors).toBeUndefined()
  const roles: Column[] = data.permissions.roles
  const module = (key: string) => data.permissions.modules.find((one: { key: string }) => one.key === key)
  const column = (title: string) => {
    const found = roles.find((one) => one.title.tr === title)
    if (!found) throw new Error(`There is no role "${title}".`)
    return found
  }
  const cell = (title: string, key: string) => column(title).cells.find((one) => one.module === key)
  return { roles, module, column, cell }
}

async function call(send: Send, verb: string, input: object, selection: string) {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input!`
  const { data, errors } = await send(
    `mutation ($input: ${type}) { ${verb}(input: $input) { ${selection} userErrors { code field } } }`,
    { input },
  )
  if (errors) throw new Error(errors[0]?.extensions.code)
  return { ...data[verb], refused: data[verb].userErrors.map(({ code }: { code: string }) => code) }
}

async function set(title: string, cells: object[], send = business.owner) {
  const { role } = (await permissions(business.owner)).column(title)
  const input = { id: role.id, version: role.version, cells }
  return call(send, 'setRolePermissions', input, 'role { id version }')
}

const codeOf = async (send: Send, query: string) => (await send(query)).errors?.[0]?.extensions.code

async function memberOf(name: string): Promise<{ id: string; version: number }> {
  const { data } = await business.owner('{ memberships { nodes { id version name } } }')
  return data.memberships.nodes.find((one: { name: string }) => one.name === name)
}

async function assign(name: string, roleId: string, send = business.owner) {
  const { id, version } = await memberOf(name)
  return call(send, 'assignRole', { memberId: id, version, roleId }, 'membership { role ownRole { name } }')
}

describe('the table of permissions', () => {
  it('has the three roles that come with every business, with people, and the owner locked', async () => {
    const { roles } = await permissions(business.manager)
    expect(roles.map(({ title, locked, people }) => [title.tr, locked, people])).toEqual([
      ['Sahip', true, 1],
      ['Yönetici', false, 1],
      ['Personel', false, 1],
    ])
  })

  it('says of each module what can be chosen: a part only where work is assigned to people', async () => {
    const { module, cell } = await permissions(business.owner)
    expect(module('customers')).toMatchObject({ see: ['NONE', 'OWN', 'TEAM', 'ALL'] })
    expect(module('catalog')).toMatchObject({ see: ['NONE', 'ALL'] })
    expect(module('identity')).toBeUndefined()
    expect(cell('Personel', 'customers')).toMatchObject({ see: 'ALL', act: 'OWN' })
    expect(cell('Sahip', 'customers')).toMatchObject({ see: 'ALL', act: 'ALL' })
  })

  it('is not shown to staff, and changed by owners only', async () => {
    expect(await codeOf(business.staff, '{ permissions { roles { people } } }')).toBe('FORBIDDEN')
    await expect(set('Personel', [], business.manager)).rejects.toThrow('FORBIDDEN')
    expect((await set('Sahip', [{ module: 'customers', see: 'NONE' }])).refused).toEqual(['ROLE_IS_LOCKED'])
  })
})

describe('what a role is given', () => {
  it('applies to open sessions with the next call, and is taken back the same way', async () => {
    expect(await codeOf(business.manager, '{ revenueEvents { nodes { id } } }')).toBeUndefined()
    const { refused } = await set('Yönetici', [{ module: 'revenue', see: 'NONE', act: 'NONE' }])
    expect(refused).toEqual([])
    expect(await codeOf(business.manager, '{ revenueEvents { nodes { id } } }')).toBe('FORBIDDEN')
    expect(
      await codeOf(
        business.manager,
        '{ revenueSummary(from: "2026-11-01", to: "2026-11-20", groupBy: STAFF) { __typename } }',
      ),
    ).toBe('FORBIDDEN')
    expect(await codeOf(business.owner, '{ revenueEvents { nodes { id } } }')).toBeUndefined()
    await set('Yönetici', [{ module: 'revenue', see: 'ALL', act: 'ALL' }])
    expect(await codeOf(business.manager, '{ revenueEvents { nodes { id } } }')).toBeUndefined()
  })

  it('reads as nothing where another record leads into it', async () => {
    await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Müşteri' })
    await set('Yönetici', [{ module: 'calendar', see: 'NONE', act: 'NONE' }])
    const { data, errors } = await business.manager('{ customers { nodes { appointments { totalCount } } } }')
    expect(errors).toBeUndefined()
    expect(data.customers.nodes[0].appointments.totalCount).toBe(0)
    await set('Yönetici', [{ module: 'calendar', see: 'ALL', act: 'ALL' }])
  })

  it('does not open to staff what only managers may do, unless all of it is given', async () => {
    const add =
      'mutation { createService(input: { name: "X", durationMinutes: 30, priceMinor: "100" }) { userErrors { code } } }'
    expect(await codeOf(business.staff, add)).toBe('FORBIDDEN')
    await set('Personel', [{ module: 'calendar', see: 'OWN', act: 'OWN' }])
    expect(
      await codeOf(
        business.staff,
        'mutation { createStaffMember(input: { name: "X", branchId: "bra_x" }) { userErrors { code } } }',
      ),
    ).toBe('FORBIDDEN')
    await set('Personel', [{ module: 'catalog', see: 'ALL', act: 'ALL' }])
    expect(await codeOf(business.staff, add)).toBeUndefined()
  })

  it('is refused where it makes no sense, with the place of each cell', async () => {
    const { userErrors } = await set('Personel', [
      { module: 'catalog', see: 'OWN' },
      { module: 'customers', see: 'NONE', act: 'ALL' },
      { module: 'nothing', see: 'ALL' },
    ])
    expect(userErrors).toEqual([
      { code: 'REACH_NOT_POSSIBLE', field: ['cells', '0', 'see'] },
      { code: 'ACT_BEYOND_SEE', field: ['cells', '1', 'act'] },
      { code: 'NOT_FOUND', field: ['cells', '2', 'module'] },
    ])
  })

  it('is refused from a version that is no longer current', async () => {
    const { role } = (await permissions(business.owner)).column('Personel')
    const input = { id: role.id, version: role.version - 1, cells: [{ module: 'catalog', act: 'NONE' }] }
    const { refused } = await call(business.owner, 'setRolePermissions', input, 'role { id }')
    expect(refused).toEqual(['CONFLICT'])
  })
})

describe("a role of the business's own", () => {
  let roleId: string

  it('is added, renamed, refused twice, and starts from what its base may do', async () => {
    const made = await call(
      business.owner,
      'createRole',
      { name: 'Kasa', base: 'STAFF' },
      'role { id version grants builtIn }',
    )
    expect(made.role).toMatchObject({ grants: {}, builtIn: false })
    roleId = made.role.id
    expect(
      (await call(business.owner, 'createRole', { name: 'KASA', base: 'STAFF' }, 'role { id }')).refused,
    ).toEqual(['DUPLICATE'])
    expect(
      (await call(business.owner, 'createRole', { name: 'Patron', base: 'OWNER' }, 'role { id }')).refused,
    ).toEqual(['INVALID'])
    const renamed = { id: roleId, version: made.role.version, name: 'Ön kasa' }
    expect((await call(business.owner, 'updateRole', renamed, 'role { name }')).role.name).toBe('Ön kasa')
    const builtIn = (await permissions(business.owner)).column('Personel').role
    const wrong = { id: builtIn.id, version: builtIn.version, name: 'X' }
    expect((await call(business.owner, 'updateRole', wrong, 'role { name }')).refused).toEqual([
      'ROLE_IS_BUILT_IN',
    ])
  })

  it('with nothing given closes every module to who has it, and leaves them in', async () => {
    const { cell, roles } = await permissions(business.owner)
    const own = roles.find(({ role }) => role.id === roleId)
    expect(own?.people).toBe(0)
    expect(cell('Ön kasa', 'customers')).toMatchObject({ see: 'ALL', act: 'OWN' })
    await set(
      'Ön kasa',
      (own?.cells ?? []).map(({ module }) => ({ module, see: 'NONE', act: 'NONE' })),
    )
    expect((await assign('staff', roleId)).membership).toEqual({
      role: 'STAFF',
      ownRole: { name: 'Ön kasa' },
    })
    expect(await codeOf(business.staff, '{ customers { nodes { id } } }')).toBe('FORBIDDEN')
    expect(await codeOf(business.staff, '{ appointments { nodes { id } } }')).toBe('FORBIDDEN')
    const { data } = await business.staff(
      '{ viewer { role } panel { navigation { path } primaryAction { kind } } }',
    )
    expect(data.panel).toEqual({ navigation: [{ path: '/today' }], primaryAction: null })
  })

  it('can be looked at by an owner as its members see the panel, and by nobody else', async () => {
    const asked = 'query ($id: ID!) { panel(viewAs: $id) { navigation { path } records { type } } }'
    const { data } = await business.owner(asked, { id: roleId })
    expect(data.panel.navigation).toEqual([{ path: '/today' }])
    expect(
      (await business.owner('{ panel { navigation { path } } }')).data.panel.navigation.length,
    ).toBeGreaterThan(1)
    expect((await business.manager(asked, { id: roleId })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const unknown = await business.owner(asked, { id: encodeId('rol', business.tenantId) })
    expect(unknown.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  })

  it('cannot be archived while somebody has it', async () => {
    const { role } = (await permissions(business.owner)).column('Ön kasa')
    const input = { id: role.id, version: role.version }
    expect((await call(business.owner, 'archiveRole', input, 'role { id }')).refused).toEqual(['ROLE_IN_USE'])
    const staff = (await permissions(business.owner)).column('Personel').role
    await assign('staff', staff.id)
    const current = (await permissions(business.owner)).column('Ön kasa').role
    const again = { id: current.id, version: current.version }
    expect((await call(business.owner, 'archiveRole', again, 'role { archivedAt }')).refused).toEqual([])
    expect((await assign('staff', roleId)).refused).toEqual(['NOT_FOUND'])
  })
})

describe('giving roles', () => {
  it('is for owners, and never leaves a business without one', async () => {
    const { column } = await permissions(business.owner)
    const owner = column('Sahip').role.id
    const manager = column('Yönetici').role.id
    await expect(assign('manager', owner, business.manager)).rejects.toThrow('FORBIDDEN')
    await expect(assign('staff', owner, business.staff)).rejects.toThrow('FORBIDDEN')
    expect((await assign('owner', manager)).refused).toEqual(['LAST_OWNER'])
    expect((await assign('manager', owner)).refused).toEqual([])
    expect((await assign('manager', manager)).refused).toEqual([])
  })

  it('to each other at the same time, two owners leave one', async () => {
    const { column } = await permissions(business.owner)
    await assign('manager', column('Sahip').role.id)
    const [one, two] = [await memberOf('owner'), await memberOf('manager')]
    const roleId = column('Yönetici').role.id
    const outcomes = await Promise.all(
      [
        [business.owner, two],
        [business.manager, one],
      ].map(([send, { id, version }]: any) =>
        call(send, 'assignRole', { memberId: id, version, roleId }, 'membership { role }').then(
          ({ refused }) => refused[0] ?? 'done',
          (error: Error) => error.message,
        ),
      ),
    )
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1)
    const { data } = await business.staff('{ memberships { nodes { role } } }')
    expect(data.memberships.nodes.filter(({ role }: { role: string }) => role === 'OWNER')).toHaveLength(1)
  })
})

describe('departments', () => {
  it('are the same for a member and for the staff member that they are, whichever is changed', async () => {
    const other = await testBusiness(server)
    const { data } = await other.owner(
      '{ branches { nodes { id } } staffMembers { nodes { id version } } memberships { nodes { id version name } } }',
    )
    const departmentId = await make(other.owner, 'Department', {
      name: 'Yeni',
      branchId: data.branches.nodes[0].id,
    })
    const member = data.memberships.nodes.find(({ name }: { name: string }) => name === 'staff')
    const input = { memberId: member.id, version: member.version, departmentId }
    expect((await call(other.owner, 'assignDepartment', input, 'membership { id }')).refused).toEqual([])
    const asked =
      '{ staffMembers { nodes { id version department { id } membership { department { id } } } } }'
    const [moved] = (await other.owner(asked)).data.staffMembers.nodes
    expect(moved).toMatchObject({
      department: { id: departmentId },
      membership: { department: { id: departmentId } },
    })
    const left = { id: moved.id, version: moved.version, departmentId: null }
    expect((await call(other.owner, 'updateStaffMember', left, 'staffMember { id }')).refused).toEqual([])
    const [gone] = (await other.owner(asked)).data.staffMembers.nodes
    expect(gone).toMatchObject({ department: null, membership: { department: null } })
  })
})
