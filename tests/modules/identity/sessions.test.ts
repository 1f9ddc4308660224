import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { provisionTenant } from '../../../gateway/provision-tenant.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type TestClock, testClock, testNow } from '../../support/clock.ts'
import { graphqlClient, present, sessionToken, signedIn, testPassword } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient } from '../../support/ws-client.ts'

let server: TestServer
/** A second process on the same database. */
let second: RunningServer
let clock: TestClock
let business: TestBusiness
let email: string

beforeAll(async () => {
  clock = testClock()
  server = await startTestServer(clock)
  const { appUrl, ownerUrl } = server.database
  second = await startServer({
    appUrl,
    ownerUrl,
    port: 0,
    clock,
    log: createLog('silent'),
    migrates: false,
    works: false,
  })
})
beforeEach(async () => {
  clock.set(testNow)
  business = await testBusiness(server)
  email = [...business.memberships.keys()].find((one) => one.startsWith('staff')) ?? ''
})
afterAll(async () => {
  await second?.close()
  await server?.close()
})

interface ListedSession {
  readonly id: string
  readonly device: string
  readonly isCurrent: boolean
}

interface ListedMember {
  readonly id: string
  readonly version: number
  readonly email: string
}

interface Viewer {
  readonly tenant: { readonly id: string; readonly name: string }
  readonly memberships: readonly { readonly tenantId: string; readonly tenantName: string }[]
}

const list = '{ sessions { id device address isCurrent } }'
const whoAmI = '{ viewer { tenant { id name } memberships { tenantId tenantName isCurrent } } }'
const revoke =
  'mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { revoked userErrors { code } } }'
const recordChanged = 'subscription { recordChanged { type } }'
const change =
  'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { changed userErrors { code field } } }'

async function refused(token: string, url = server.url): Promise<boolean> {
  return (
    (await graphqlClient(url, token)('{ viewer { role } }')).errors?.[0]?.extensions.code ===
    'UNAUTHENTICATED'
  )
}

describe('the sessions of a person', () => {
  it('are listed with device and part of the address, and end one by one', async () => {
    const iPhone = graphqlClient(server.url, undefined, {
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
    })
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { token } } }'
    const answer = await iPhone(signIn, { input: { email, password: testPassword } })
    const phone = answer.data.signIn.session.token
    const mine = await signedIn(server.url, email)
    const { sessions } = present((await mine<{ sessions: ListedSession[] }>(list)).data)
    expect(sessions).toHaveLength(3)
    const onPhone = present(sessions.find(({ device }) => device === 'Safari · iPhone'))
    expect(onPhone).toMatchObject({ address: '127.0.*.*', isCurrent: false })
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)

    const input = { sessionId: onPhone.id }
    expect((await business.owner(revoke, { input })).data.revokeSession).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    })
    expect(await refused(phone)).toBe(false)
    expect((await mine(revoke, { input })).data.revokeSession).toEqual({ revoked: true, userErrors: [] })
    expect(await refused(phone)).toBe(true)
    expect((await mine(list)).data.sessions).toHaveLength(2)
  })

  it('end together but for the one that asks, when asked to and with a new password', async () => {
    const others = [await sessionToken(server.url, email), await sessionToken(server.url, email)]
    const mine = await signedIn(server.url, email)
    const { data } = await mine('mutation { revokeOtherSessions { revokedCount } }')
    expect(data.revokeOtherSessions.revokedCount).toBe(3)
    expect(await Promise.all(others.map((token) => refused(token)))).toEqual([true, true])

    const another = await sessionToken(server.url, email)
    const wrong = { currentPassword: 'not the password', newPassword: 'yepyeni parola' }
    expect((await mine(change, { input: wrong })).data.changePassword.userErrors).toMatchObject([
      { code: 'PASSWORD_WRONG', field: ['currentPassword'] },
    ])
    const right = { currentPassword: testPassword, newPassword: 'yepyeni parola' }
    expect((await mine(change, { input: right })).data.changePassword).toEqual({
      changed: true,
      userErrors: [],
    })
    expect(await refused(another)).toBe(true)
    expect((await mine(list)).data.sessions).toHaveLength(1)
    await sessionToken(server.url, email, 'yepyeni parola')
    await expect(sessionToken(server.url, email)).rejects.toThrow('SIGN_IN_FAILED')
  })

  it('that end in one process end in the other: what it had cached, and the sockets that it holds open', async () => {
    const token = await sessionToken(server.url, email)
    const there = graphqlClient(second.url, token)
    const socket = await LiveClient.open(second.url, { token })
    socket.run(recordChanged)
    expect((await there('{ viewer { role } }')).data?.viewer).toEqual({ role: 'STAFF' })
    const mine = await signedIn(server.url, email)
    await mine('mutation { revokeOtherSessions { revokedCount } }')
    expect((await socket.closed).code).toBe(4403)
    expect(await refused(token, second.url)).toBe(true)
  })

  it('close the sockets of a member who is disabled, in every process', async () => {
    const token = await sessionToken(server.url, email)
    const sockets = await Promise.all([server, second].map(({ url }) => LiveClient.open(url, { token })))
    const { data } = await business.owner<{ memberships: { nodes: ListedMember[] } }>(
      '{ memberships(first: 9) { nodes { id version email } } }',
    )
    const { id, version } = present(present(data).memberships.nodes.find((one) => one.email === email))
    await business.owner(
      'mutation ($input: MemberInput!) { disableMember(input: $input) { userErrors { code } } }',
      {
        input: { id, version },
      },
    )
    const codes = await Promise.all(sockets.map(async (socket) => (await socket.closed).code))
    expect(codes).toEqual([4403, 4403])
  })
})

describe('somebody with two businesses', () => {
  const change =
    'mutation ($input: SwitchTenantInput!) { switchTenant(input: $input) { session { token } userErrors { code } } }'

  async function withSecondBusiness(): Promise<void> {
    const userId = (await server.setting.pool.query('select auth_user_id_by_email($1) as id', [email]))
      .rows[0].id
    await provisionTenant(server.setting, server.composition, {
      name: 'İkinci İşletme',
      blueprint: 'dental',
      locale: 'tr',
      timeZone: 'Europe/Istanbul',
      currency: 'TRY',
      branch: { name: 'Merkez' },
      department: 'Ekip',
      members: [{ name: 'staff', email, password: testPassword, role: 'owner', userId }],
    })
  }

  it('goes from one to the other with a new session, and finds the last one again at the next sign-in', async () => {
    await withSecondBusiness()
    const token = await sessionToken(server.url, email)
    const here = graphqlClient(server.url, token)
    const { viewer } = present((await here<{ viewer: Viewer }>(whoAmI)).data)
    expect(viewer.memberships.map(({ tenantName }) => tenantName)).toEqual([
      viewer.tenant.name,
      'İkinci İşletme',
    ])
    const other = present(viewer.memberships[1])
    const answer = await here(change, { input: { tenantId: other.tenantId } })
    const there = graphqlClient(server.url, answer.data.switchTenant.session.token)
    expect((await there(whoAmI)).data.viewer.tenant.name).toBe('İkinci İşletme')
    expect(await refused(token)).toBe(true)
    const again = await signedIn(server.url, email)
    expect((await again(whoAmI)).data.viewer.tenant.name).toBe('İkinci İşletme')
    expect((await again(change, { input: { tenantId: other.tenantId } })).data.switchTenant).toEqual({
      session: null,
      userErrors: [],
    })
  })

  it('does not get into a business of others', async () => {
    const stranger = await testBusiness(server)
    const { viewer } = (await stranger.owner(whoAmI)).data
    const mine = await signedIn(server.url, email)
    expect((await mine(change, { input: { tenantId: viewer.tenant.id } })).data.switchTenant).toMatchObject({
      session: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    })
  })
})
