import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublic, ResolvedHosts } from '../../gateway/outside-hosts.ts'
import { sendWith } from '../../modules/settings/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { MailServer } from '../support/mail-server.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let business: TestBusiness
let mails: MailServer

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  mails = await MailServer.start()
})
afterAll(async () => {
  await mails?.close()
  await server?.close()
})

let version: number | null = null
/** What an owner hears who points their mail account at a host and tries it. */
async function told(host: string, port: string): Promise<string[]> {
  const values = Object.entries({ host, port, from: 'salon@nar.test' }).map(([name, value]) => ({
    name,
    value,
  }))
  const saved = await business.owner(
    `mutation ($input: SaveProviderSettingsInput!) { saveProviderSettings(input: $input) {
      provider { version } userErrors { code } } }`,
    { input: { provider: 'smtp', version, values } },
  )
  version = saved.data.saveProviderSettings.provider.version
  const tried = await business.owner(
    'mutation { testProviderSettings(input: { provider: "smtp" }) { userErrors { code } } }',
  )
  return tried.data.testProviderSettings.userErrors.map(({ code }: { code: string }) => code)
}

describe('a host that a business names', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '0.0.0.0',
    'localhost',
    'LOCALHOST.',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '169.254.169.254',
    'fe80::1%lo',
    'fd00:ec2::254',
    '10.0.0.5',
    '172.31.255.1',
    '192.168.1.1',
    '100.100.100.200',
    'no-such-name.invalid',
  ])('is refused before anything is sent when it leads inside or nowhere: %s', async (host) => {
    expect(await told(host, '587')).toEqual(['SMTP_HOST'])
  })

  it('is reached on the ports of mail only, so that nobody finds out what else listens', async () => {
    const port = new URL(mails.settings.smtpUrl ?? '').port
    for (const other of [port, '22', '80', '5432', '6379'])
      expect([other, await told('192.0.43.10', other)]).toEqual([other, ['SMTP_PORT']])
    expect(mails.received).toEqual([])
  })

  it('is connected to at the address that was looked at, whatever its name leads to by then', async () => {
    const { port } = new URL(mails.settings.smtpUrl ?? '')
    const asked: string[] = []
    const hosts = {
      addressOf: async (host: string) => {
        asked.push(host)
        return '127.0.0.1'
      },
      allowsPort: () => true,
    }
    const values = { host: 'mail.nar.invalid', port, from: 'salon@nar.test' }
    await sendWith(hosts, values, { to: 'ayse@nar.test', subject: 'Merhaba', text: 'Merhaba' })
    expect(asked).toEqual(['mail.nar.invalid'])
    expect(mails.to('ayse@nar.test').subject).toBe('Merhaba')
  })

  it('may be inside where the operator says so', async () => {
    const hosts = new ResolvedHosts(true)
    expect(await hosts.addressOf('localhost')).toMatch(/^(127\.0\.0\.1|::1)$/)
    expect(hosts.allowsPort(1025, [25])).toBe(true)
    expect(await hosts.addressOf('no-such-name.invalid')).toBeNull()
  })
})

describe('an address', () => {
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '193.140.0.1', '2a00:1450:4001::1', '2606:4700::1111'])(
    'of the internet is public: %s',
    (address) => expect(isPublic(address)).toBe(true),
  )

  it.each([
    '192.0.2.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '2001::1',
    '2001:db8::1',
    'ff02::1',
  ])('that is special is not: %s', (address) => expect(isPublic(address)).toBe(false))
})
