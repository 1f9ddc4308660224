import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type TestClock, testClock } from '../../support/clock.ts'
import {
  graphqlClient,
  present,
  type Send,
  sessionToken,
  testPassword,
} from '../../support/graphql-client.ts'
import { MailServer, tokenIn } from '../../support/mail-server.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let mails: MailServer
let clock: TestClock
let business: TestBusiness
let email: string
let anyone: Send

beforeAll(async () => {
  clock = testClock()
  mails = await MailServer.start()
  server = await startTestServer(clock, { mail: mails.settings })
  anyone = graphqlClient(server.url)
})
beforeEach(async () => {
  // Each test in a quarter of an hour of its own: attempts are counted by the clock that a test moves.
  clock.advance(24 * 3600_000)
  business = await testBusiness(server)
  email = [...business.memberships.keys()][1] ?? ''
})
afterAll(async () => {
  await server?.close()
  await mails?.close()
})

const request =
  'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested userErrors { code } } }'
const reset = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) {
  reset session { token } userErrors { code field } } }`

/** What a mutation answers that may refuse. */
interface Refusable {
  readonly userErrors: readonly { readonly code: string }[]
}

async function resetToken(): Promise<string> {
  expect((await anyone(request, { input: { email } })).data.requestPasswordReset.requested).toBe(true)
  await server.jobs.settle()
  return tokenIn(mails.to(email))
}

describe('a forgotten password', () => {
  it('is replaced with the link of a mail: every session ends, one begins, and the old password is worth nothing', async () => {
    const before = await sessionToken(server.url, email)
    const token = await resetToken()
    expect(mails.to(email).subject).toBe('Lonca parolanızı yenileyin')
    const answer = await anyone(reset, { input: { token, password: 'bambaşka bir parola' } })
    expect(answer.data.resetPassword).toMatchObject({ reset: true, userErrors: [] })
    const now = graphqlClient(server.url, answer.data.resetPassword.session.token)
    expect((await now('{ sessions { isCurrent } }')).data.sessions).toEqual([{ isCurrent: true }])
    expect(
      (await graphqlClient(server.url, before)('{ viewer { role } }')).errors?.[0]?.extensions.code,
    ).toBe('UNAUTHENTICATED')
    await expect(sessionToken(server.url, email)).rejects.toThrow('SIGN_IN_FAILED')
    await sessionToken(server.url, email, 'bambaşka bir parola')
  })

  it('has a link that works once and for half an hour, and that a refused password does not use up', async () => {
    const token = await resetToken()
    const tried = async (password: string) =>
      present(
        (await anyone<{ resetPassword: Refusable }>(reset, { input: { token, password } })).data,
      ).resetPassword.userErrors.map(({ code }) => code)
    expect(await tried('kısa')).toEqual(['PASSWORD_TOO_SHORT'])
    expect(await tried('galatasaray1905')).toEqual(['PASSWORD_TOO_COMMON'])
    expect(await tried('ilk yeni parola')).toEqual([])
    expect(await tried('ikinci yeni parola')).toEqual(['LINK_OVER'])
    const late = await resetToken()
    clock.advance(30 * 60_000)
    const answer = await anyone(reset, { input: { token: late, password: 'geç kalan parola' } })
    expect(answer.data.resetPassword).toMatchObject({ reset: null, userErrors: [{ code: 'LINK_OVER' }] })
  })

  it('of an address that nobody has gets the same answer, and no mail', async () => {
    const count = mails.received.length
    const [known, unknown] = await Promise.all(
      [email, 'nobody@nowhere.test'].map((address) => anyone(request, { input: { email: address } })),
    )
    expect(known?.data).toEqual(unknown?.data)
    await server.jobs.settle()
    expect(mails.received.length).toBe(count + 1)
  })

  it('is mailed for at most three times an hour, known or not', async () => {
    for (const address of [email, 'nobody2@nowhere.test']) {
      const ask = () => anyone(request, { input: { email: address } })
      for (const _ of [1, 2, 3]) expect((await ask()).errors).toBeUndefined()
      expect((await ask()).errors?.[0]?.extensions.code).toBe('THROTTLED')
    }
  })
})

describe('guessing passwords', () => {
  const guess = (index: number) =>
    `a${index}: signIn(input: { email: ${JSON.stringify(email)}, password: "guess ${index}" }) { userErrors { code } }`

  it('gets ten tries, however many are sent in one call, at the same time and to several processes', async () => {
    const { appUrl, ownerUrl } = server.database
    const log = createLog('silent')
    const second = await startServer({ appUrl, ownerUrl, port: 0, clock, log, migrates: false, works: false })
    const there = graphqlClient(second.url)
    const document = `mutation { ${Array.from({ length: 15 }, (_, index) => guess(index)).join(' ')} }`
    const answer = await anyone<Record<string, Refusable | null>>(document)
    const looked = Object.values(answer.data ?? {}).filter(
      (one) => one?.userErrors[0]?.code === 'SIGN_IN_FAILED',
    )
    // One mutation after the other: what came before a refusal was looked at, nothing after it.
    expect(looked.length).toBeLessThanOrEqual(10)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? there : anyone)(`mutation { ${guess(index)} }`)),
    )
    await second.close()
    const evaluated = answers.filter(({ data }) => data && Object.values(data)[0]).length
    expect(looked.length + evaluated).toBeLessThanOrEqual(10)
    await expect(sessionToken(server.url, email)).rejects.toThrow('THROTTLED')
  })

  it('from anywhere does not lock out a device that has signed in before', async () => {
    const signIn =
      'mutation ($input: SignInInput!) { signIn(input: $input) { session { expiresAt } userErrors { code } } }'
    const post = async (password: string, cookie = '') =>
      graphqlClient(
        server.url,
        undefined,
        cookie ? { cookie } : {},
      )(signIn, {
        input: { email, password, cookie: true },
      })
    const first = await post(testPassword)
    const device =
      first.headers
        .getSetCookie()
        .find((one) => one.startsWith('lonca_device='))
        ?.split(';')[0] ?? ''
    expect(device).not.toBe('')
    await Promise.all(Array.from({ length: 30 }, () => post('wrong password')))
    const stranger = await post(testPassword)
    expect(stranger.errors?.[0]?.extensions.code).toBe('THROTTLED')
    const owner = await post(testPassword, device)
    expect(owner.data.signIn.session).not.toBeNull()
    const forged = await post(testPassword, 'lonca_device=lond_forged')
    expect(forged.errors?.[0]?.extensions.code).toBe('THROTTLED')
  })
})

describe('signing up', () => {
  const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) {
    session { token } isMailed userErrors { code field } } }`
  const confirm =
    'mutation ($input: ConfirmSignUpInput!) { confirmSignUp(input: $input) { session { token } userErrors { code } } }'
  const newcomer = { name: 'Yeni Kişi', password: 'uzun bir parola', locale: 'tr' }

  it('answers the same for a new address and one with an account; each hears by mail how to go on', async () => {
    const address = 'yeni@signup.test'
    const [fresh, known] = await Promise.all(
      [address, email].map((one) => anyone(signUp, { input: { ...newcomer, email: one } })),
    )
    expect(fresh?.data).toEqual({ signUp: { session: null, isMailed: true, userErrors: [] } })
    expect(known?.data).toEqual(fresh?.data)
    await expect(sessionToken(server.url, address, newcomer.password)).rejects.toThrow('EMAIL_NOT_CONFIRMED')
    await server.jobs.settle()
    expect(mails.to(email).subject).toBe('Lonca hesabınız zaten var')
    const token = tokenIn(mails.to(address))
    const answer = await anyone(confirm, { input: { token } })
    const mine = graphqlClient(server.url, answer.data.confirmSignUp.session.token)
    expect((await mine('{ viewer { role tenant { name status } user { email } } }')).data.viewer).toEqual({
      role: 'OWNER',
      tenant: { name: 'Yeni Kişi', status: 'ONBOARDING' },
      user: { email: address },
    })
    expect((await anyone(confirm, { input: { token } })).data.confirmSignUp.userErrors).toMatchObject([
      { code: 'LINK_OVER' },
    ])
    await sessionToken(server.url, address, newcomer.password)
  })

  it('again before the link was opened: what was entered last counts, and there is one business', async () => {
    const input = { ...newcomer, email: 'iki@signup.test' }
    await anyone(signUp, { input })
    await anyone(signUp, { input: { ...input, password: 'ikinci uzun parola' } })
    await server.jobs.settle()
    const answer = await anyone(confirm, { input: { token: tokenIn(mails.to(input.email)) } })
    const mine = graphqlClient(server.url, answer.data.confirmSignUp.session.token)
    expect((await mine('{ viewer { memberships { role } } }')).data.viewer.memberships).toHaveLength(1)
    await expect(sessionToken(server.url, input.email)).rejects.toThrow('SIGN_IN_FAILED')
    await sessionToken(server.url, input.email, 'ikinci uzun parola')
  })

  it('without a mail server begins at once, and a taken address is refused', async () => {
    const own = await startTestServer()
    try {
      const guest = graphqlClient(own.url)
      const input = { ...newcomer, email: 'ev@signup.test' }
      const answer = await guest(signUp, { input })
      const mine = graphqlClient(own.url, answer.data.signUp.session.token)
      expect((await mine('{ viewer { tenant { status } } }')).data.viewer.tenant.status).toBe('ONBOARDING')
      expect((await guest(signUp, { input })).data.signUp).toMatchObject({
        session: null,
        userErrors: [{ code: 'ADDRESS_TAKEN', field: ['email'] }],
      })
      const weak = await guest(signUp, {
        input: { ...input, email: 'x@signup.test', password: 'aaaaaaaaaa' },
      })
      expect(weak.data.signUp.userErrors).toMatchObject([
        { code: 'PASSWORD_TOO_COMMON', field: ['password'] },
      ])
    } finally {
      await own.close()
    }
  })
})
