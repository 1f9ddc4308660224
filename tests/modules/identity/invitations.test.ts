import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type TestClock, testClock, testNow } from '../../support/clock.ts'
import {
  graphqlClient,
  type Send,
  sessionToken,
  signedIn,
  testPassword,
} from '../../support/graphql-client.ts'
import { linkIn, MailServer, tokenIn } from '../../support/mail-server.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let mails: MailServer
let clock: TestClock
let business: TestBusiness
let anyone: Send
let number = 0

beforeAll(async () => {
  clock = testClock()
  mails = await MailServer.start()
  server = await startTestServer(clock, { mail: mails.settings })
  anyone = graphqlClient(server.url)
})
beforeEach(async () => {
  clock.set(testNow)
  business = await testBusiness(server)
})
afterAll(async () => {
  await server?.close()
  await mails?.close()
})

const invite = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) {
  invitation { id status expiresAt } link userErrors { code field } } }`
const accept = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  session { token } userErrors { code field message } } }`
const look = `query ($token: String!) { invitationByLink(token: $token) {
  tenantName inviterName maskedEmail status isExpired hasAccount isViewer } }`
const whoAmI =
  '{ viewer { role tenant { name } user { name email } memberships { tenantName role isCurrent } } }'

function newAddress(): string {
  number += 1
  return `invited${number}@guest.test`
}

async function invited(email: string, role = 'STAFF', by = business): Promise<{ id: string; token: string }> {
  const { data } = await by.owner(invite, { input: { email, role } })
  expect(data.inviteMember.userErrors).toEqual([])
  await server.jobs.settle()
  return { id: data.inviteMember.invitation.id, token: tokenIn(mails.to(email)) }
}

const codesOf = (answer: { data?: any }, field = 'acceptInvitation') =>
  answer.data?.[field].userErrors.map(({ code }: { code: string }) => code)

describe('an invitation', () => {
  it('is mailed in the language of the business, and lets a new person in with a password of their own', async () => {
    const email = newAddress()
    const { token } = await invited(email, 'MANAGER')
    const mail = mails.to(email)
    expect(mail.subject).toBe(
      `${(await business.owner(whoAmI)).data.viewer.tenant.name} sizi Lonca’ya davet ediyor`,
    )
    expect(mail.html).toContain('Daveti kabul et')
    expect(mail.html).toContain(linkIn(mail))
    expect(linkIn(mail).startsWith(`${server.url}/join#token=`)).toBe(true)

    expect((await anyone(look, { token })).data.invitationByLink).toMatchObject({
      inviterName: 'owner',
      maskedEmail: expect.stringMatching(/^i….@guest\.test$/),
      status: 'PENDING',
      isExpired: false,
      hasAccount: false,
      isViewer: false,
    })
    const answer = await anyone(accept, {
      input: { token, name: 'Ayşe Yılmaz', password: 'uzun bir parola' },
    })
    expect(codesOf(answer)).toEqual([])
    const joined = graphqlClient(server.url, answer.data.acceptInvitation.session.token)
    expect((await joined(whoAmI)).data.viewer).toMatchObject({
      role: 'MANAGER',
      user: { name: 'Ayşe Yılmaz', email },
    })
    await signedIn(server.url, email, 'uzun bir parola')
  })

  it('works once: of ten who come at the same time one gets in, and later ones are told', async () => {
    const email = newAddress()
    const { token } = await invited(email)
    const name = 'Can'
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => anyone(accept, { input: { token, name, password: testPassword } })),
    )
    const sessions = answers.filter(({ data }) => data?.acceptInvitation.session)
    expect(sessions.length).toBe(1)
    const told = answers.flatMap((answer) => answer.errors?.[0]?.extensions.code ?? codesOf(answer))
    expect(told).toEqual(Array.from({ length: 9 }, () => 'INVITATION_ACCEPTED'))
    expect(codesOf(await anyone(accept, { input: { token, name, password: testPassword } }))).toEqual([
      'INVITATION_ACCEPTED',
    ])
    const { data } = await business.owner('{ memberships(first: 50) { nodes { email } } }')
    expect(data.memberships.nodes.filter((one: { email: string }) => one.email === email)).toHaveLength(1)
  })

  it('is refused after seven days, after being taken back, and with a token that nobody made', async () => {
    const expired = await invited(newAddress())
    const input = { name: 'Geç Kalan', password: testPassword }
    clock.advance(7 * 24 * 3600_000 + 1)
    expect(codesOf(await anyone(accept, { input: { ...input, token: expired.token } }))).toEqual([
      'LINK_EXPIRED',
    ])
    expect((await anyone(look, { token: expired.token })).data.invitationByLink.isExpired).toBe(true)
    clock.set(testNow)

    const revoked = await invited(newAddress())
    const revoke =
      'mutation ($input: InvitationInput!) { revokeInvitation(input: $input) { userErrors { code } } }'
    expect(
      codesOf(await business.owner(revoke, { input: { invitationId: revoked.id } }), 'revokeInvitation'),
    ).toEqual([])
    expect(codesOf(await anyone(accept, { input: { ...input, token: revoked.token } }))).toEqual([
      'INVITATION_REVOKED',
    ])
    const forged = `loni_${'A'.repeat(43)}`
    expect(codesOf(await anyone(accept, { input: { ...input, token: forged } }))).toEqual(['LINK_UNKNOWN'])
    expect((await anyone(look, { token: forged })).data.invitationByLink).toBeNull()
  })

  it('is sent again with a new link, and the earlier one stops working', async () => {
    const email = newAddress()
    const first = await invited(email)
    const resend =
      'mutation ($input: InvitationInput!) { resendInvitation(input: $input) { link userErrors { code } } }'
    const again = await business.owner(resend, { input: { invitationId: first.id } })
    expect(again.data.resendInvitation).toEqual({ link: null, userErrors: [] })
    await server.jobs.settle()
    const second = tokenIn(mails.to(email))
    expect(second).not.toBe(first.token)
    const input = { name: 'Deniz', password: testPassword }
    expect(codesOf(await anyone(accept, { input: { ...input, token: first.token } }))).toEqual([
      'LINK_UNKNOWN',
    ])
    expect(codesOf(await anyone(accept, { input: { ...input, token: second } }))).toEqual([])
  })

  it('gives somebody with an account one more business, with their password or while signed in, and no other way', async () => {
    const other = await testBusiness(server)
    const [email = ''] = [...business.memberships.keys()].filter((one) => one.startsWith('staff'))
    const { token } = await invited(email, 'MANAGER', other)
    expect((await anyone(look, { token })).data.invitationByLink.hasAccount).toBe(true)
    expect(codesOf(await anyone(accept, { input: { token, password: 'not the password' } }))).toEqual([
      'PASSWORD_WRONG',
    ])
    // Somebody else who is signed in does not join in their place.
    expect(codesOf(await business.owner(accept, { input: { token } }))).toEqual(['PASSWORD_WRONG'])
    const mine = await signedIn(server.url, email)
    expect((await mine(look, { token })).data.invitationByLink.isViewer).toBe(true)
    const answer = await mine(accept, { input: { token } })
    expect(codesOf(answer)).toEqual([])
    const there = graphqlClient(server.url, answer.data.acceptInvitation.session.token)
    const { viewer } = (await there(whoAmI)).data
    expect(viewer.role).toBe('MANAGER')
    expect(viewer.memberships.map(({ role, isCurrent }: any) => [role, isCurrent])).toEqual([
      ['MANAGER', true],
      ['STAFF', false],
    ])
  })

  it('is refused for a weak password, without a name, for a member and for somebody who is invited', async () => {
    const email = newAddress()
    const { token } = await invited(email)
    const refused = async (input: object) => codesOf(await anyone(accept, { input: { token, ...input } }))
    expect(await refused({ name: 'Ece', password: 'kısa' })).toEqual(['PASSWORD_TOO_SHORT'])
    expect(await refused({ name: 'Ece', password: '1234567890' })).toEqual(['PASSWORD_TOO_COMMON'])
    expect(await refused({ name: 'Ece', password: email })).toEqual(['PASSWORD_TOO_COMMON'])
    expect(await refused({ name: '  ', password: testPassword })).toEqual(['REQUIRED'])
    const asked = async (input: object) => codesOf(await business.owner(invite, { input }), 'inviteMember')
    expect(await asked({ email, role: 'STAFF' })).toEqual(['ALREADY_INVITED'])
    expect(await asked({ email: [...business.memberships.keys()][1], role: 'STAFF' })).toEqual([
      'ALREADY_MEMBER',
    ])
    expect(await asked({ email: 'not an address', role: 'STAFF' })).toEqual(['INVALID'])
    const byManager = await business.manager(invite, { input: { email: newAddress(), role: 'OWNER' } })
    expect(byManager.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('leaves its secret in no table: not with the job, not with the event, not with the invitation', async () => {
    const { token } = await invited(newAddress())
    const found = await withClient(server.database.ownerUrl, async (client) => {
      const { rows: tables } = await client.query(
        `select oid::regclass::text as name from pg_class where relkind in ('r', 'p')
         and relnamespace in (select oid from pg_namespace where nspname !~ '^(pg_|information_schema)')`,
      )
      const holding: string[] = []
      for (const { name } of tables) {
        const { rows } = await client.query(`select 1 from ${name} t where t::text like $1 limit 1`, [
          `%${token}%`,
        ])
        if (rows.length > 0) holding.push(name)
      }
      return { holding, tables: tables.length }
    })
    expect(found.tables).toBeGreaterThan(30)
    expect(found.holding).toEqual([])
  })

  it('is tried again when the mail server refuses, and nobody’s address is in what is noted of it', async () => {
    const email = newAddress()
    mails.refusal = `450 try later ${email}`
    await business.owner(invite, { input: { email, role: 'STAFF' } })
    await expect(server.jobs.settle()).rejects.toThrow('identity.send-invitation (retried)')
    mails.refusal = null
    expect(() => mails.to(email)).toThrow()
    const noted = await withClient(server.database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        'select error_code, error, payload::text as payload from background_jobs where tenant_id = $1',
        [business.tenantId],
      )
      return rows
    })
    expect(noted).toHaveLength(1)
    expect(JSON.stringify(noted)).not.toContain(email)
    clock.advance(3600_000)
    await server.jobs.settle()
    expect(mails.to(email).subject).toContain('davet')
  })
})

describe('without a mail server', () => {
  it('mails become files, and whoever invites gets the link', async () => {
    const own = await startTestServer()
    try {
      const there = await testBusiness(own)
      const { data } = await there.owner(invite, { input: { email: 'dosya@guest.test', role: 'STAFF' } })
      const { link } = data.inviteMember
      await own.jobs.settle()
      const folder = path.join(own.dataDir, 'mail')
      const [file = ''] = await readdir(folder)
      const mail = await PostalMime.parse(await readFile(path.join(folder, file)))
      expect(mail.to?.[0]?.address).toBe('dosya@guest.test')
      const guest = graphqlClient(own.url)
      for (const token of [tokenIn(mail), new URL(link).hash.replace('#token=', '')]) {
        expect((await guest(look, { token })).data.invitationByLink.status).toBe('PENDING')
      }
    } finally {
      await own.close()
    }
  })
})

describe('members', () => {
  const change = (verb: string, input = 'MemberInput') =>
    `mutation ($input: ${input}!) { ${verb}(input: $input) { membership { id version status archivedAt } userErrors { code } } }`

  async function member(role: string, of = business) {
    const { data } = await of.owner('{ memberships(first: 50) { nodes { id version email } } }')
    return data.memberships.nodes.find(({ email }: { email: string }) => email.startsWith(role))
  }

  it('who are disabled are out at once, cannot sign in, and are let in again', async () => {
    const { id, version, email } = await member('staff')
    const token = await sessionToken(server.url, email)
    const answer = await business.owner(change('disableMember'), { input: { id, version } })
    expect(answer.data.disableMember).toMatchObject({ membership: { status: 'DISABLED' }, userErrors: [] })
    expect((await graphqlClient(server.url, token)(whoAmI)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
    await expect(sessionToken(server.url, email)).rejects.toThrow('NO_BUSINESS')
    const now = answer.data.disableMember.membership
    const again = await business.owner(change('enableMember'), { input: { id, version: now.version } })
    expect(again.data.enableMember.userErrors).toEqual([])
    await sessionToken(server.url, email)
  })

  it('are removed and leave, but for the last owner', async () => {
    const staff = await member('staff')
    const removed = await business.owner(change('removeMember'), {
      input: { id: staff.id, version: staff.version },
    })
    expect(removed.data.removeMember.membership.archivedAt).not.toBeNull()
    const leave = 'mutation { leaveTenant { left { session { token } } userErrors { code } } }'
    expect((await business.owner(leave)).data.leaveTenant.userErrors).toMatchObject([{ code: 'LAST_OWNER' }])
    const owner = await member('owner')
    const self = await business.owner(change('disableMember'), {
      input: { id: owner.id, version: owner.version },
    })
    expect(codesOf(self, 'disableMember')).toEqual(['LAST_OWNER'])
    const left = await business.manager(leave)
    expect(left.data.leaveTenant).toEqual({ left: { session: null }, userErrors: [] })
    expect((await business.manager(whoAmI)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    // Whoever was removed comes back as who they were.
    const { token } = await invited(staff.email, 'MANAGER')
    expect(codesOf(await anyone(accept, { input: { token, password: testPassword } }))).toEqual([])
    expect((await member('staff')).id).toBe(staff.id)
  })

  it('who are owners cannot both go at the same time', async () => {
    const email = newAddress()
    const { token } = await invited(email, 'OWNER')
    const joined = await anyone(accept, { input: { token, name: 'İkinci Sahip', password: testPassword } })
    const second = graphqlClient(server.url, joined.data.acceptInvitation.session.token)
    const leave = 'mutation { leaveTenant { userErrors { code } } }'
    const answers = await Promise.all([business.owner(leave), second(leave)])
    expect(answers.map((answer) => codesOf(answer, 'leaveTenant')).sort()).toEqual([[], ['LAST_OWNER']])
  })

  it('have their sessions ended by an owner', async () => {
    const { id, email } = await member('manager')
    const token = await sessionToken(server.url, email)
    const input = { memberId: id }
    const answer = await business.owner(change('endMemberSessions', 'EndMemberSessionsInput'), { input })
    expect(codesOf(answer, 'endMemberSessions')).toEqual([])
    expect((await graphqlClient(server.url, token)(whoAmI)).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    )
  })
})
