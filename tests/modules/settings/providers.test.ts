import { readdirSync } from 'node:fs'
import path from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { KeyFolder } from '../../../gateway/secrets/key-ring.ts'
import { rewrapKeys } from '../../../gateway/secrets/rotate-keys.ts'
import { opened } from '../../../gateway/secrets/seal.ts'
import { keyPlace } from '../../../gateway/secrets/tenant-secrets.ts'
import { providerValues } from '../../../modules/settings/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness
let mailServer: SMTPServer
let port: number
const mails: { to: string[]; text: string }[] = []
const password = 'kırmızı-bisiklet-4711'

beforeAll(async () => {
  server = await startTestServer(undefined, { allowPrivateHosts: true })
  business = await testBusiness(server)
  mailServer = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, done) =>
      username === 'nar' && given === password ? done(null, { user: 'nar' }) : done(new Error('No.')),
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (piece: Buffer) => {
        text += piece.toString('utf8')
      })
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve))
  const address = mailServer.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(async () => {
  await new Promise<void>((resolve) => mailServer?.close(resolve))
  await server?.close()
})

const fields =
  'key enabled version values { name value } secrets { name ending setAt setBy } settingsId fields { name secret }'
const list = async (of = business) =>
  (await of.owner(`{ providers { ${fields} } }`)).data.providers.find(
    (one: { key: string }) => one.key === 'smtp',
  )
const save = async (values: Record<string, string>, version: number | null = null, of = business) => {
  const input = {
    provider: 'smtp',
    version,
    values: Object.entries(values).map(([name, value]) => ({ name, value })),
  }
  const answer = await of.owner(
    `mutation ($input: SaveProviderSettingsInput!) { saveProviderSettings(input: $input) {
      provider { ${fields} } userErrors { code field } } }`,
    { input },
  )
  expect(answer.errors).toBeUndefined()
  return answer.data.saveProviderSettings
}
const tried = async (of = business) =>
  (
    await of.owner(
      'mutation { testProviderSettings(input: { provider: "smtp" }) { provider { key } userErrors { code message } } }',
    )
  ).data.testProviderSettings
const account = () => ({
  host: '127.0.0.1',
  port: String(port),
  user: 'nar',
  password,
  from: 'salon@nar.test',
})
const asOwner = <T extends object>(sql: string, values: unknown[] = []) =>
  withClient(
    server.database.ownerUrl,
    async (client) => (await client.query<T & object>(sql, values)).rows as T[],
  )

describe('a connection', () => {
  it('is checked field by field, and says what is missing', async () => {
    expect((await save({ port: '70000', from: 'nobody', colour: 'red' })).userErrors).toEqual([
      { code: 'INVALID', field: ['values', 'port'] },
      { code: 'INVALID', field: ['values', 'from'] },
      { code: 'INVALID', field: ['values', 'colour'] },
      { code: 'REQUIRED', field: ['values', 'host'] },
      { code: 'REQUIRED', field: ['values', 'port'] },
      { code: 'REQUIRED', field: ['values', 'from'] },
    ])
    expect(await list()).toMatchObject({ enabled: false, version: null, values: [], secrets: [] })
    expect((await tried()).userErrors[0].code).toBe('PROVIDER_NOT_SET')
  })

  it('takes secrets in and never tells them: only that they are set, how they end, when and by whom', async () => {
    const answer = await save(account())
    expect(answer.userErrors).toEqual([])
    expect(answer.provider.secrets).toEqual([
      { name: 'password', ending: '4711', setAt: '2026-11-20T11:20:00.000Z', setBy: 'owner' },
    ])
    const told = [
      await business.owner(`{ providers { ${fields} } providerSettings { nodes { id provider config } } }`),
      await business.owner('{ auditLog(first: 100) { nodes { type payload } } }'),
    ]
    expect(JSON.stringify(told)).not.toContain(password)
    const [row] = await asOwner<{ all: string }>(
      'select provider_settings::text as all from provider_settings',
    )
    expect(row?.all).not.toContain(password)
    expect(JSON.stringify(await business.manager(`{ providers { key } }`))).toContain('FORBIDDEN')
    expect(
      (await business.manager('{ providerSettings { nodes { id } } }')).data?.providerSettings,
    ).toBeFalsy()
  })

  it('opens for those who use it, and keeps what is left out when it is changed', async () => {
    const { version } = await list()
    expect((await save({ fromName: 'Nar Saç' }, version)).userErrors).toEqual([])
    expect(await providerValues(business.context, 'smtp')).toEqual({ ...account(), fromName: 'Nar Saç' })
    expect((await save({ fromName: 'Other' }, version)).userErrors).toEqual([
      { code: 'CONFLICT', field: ['version'] },
    ])
  })
})

describe('trying a connection', () => {
  it('sends a real mail to whoever asks, and is told in the log', async () => {
    expect(await tried()).toEqual({ provider: { key: 'smtp' }, userErrors: [] })
    const viewer = await business.owner('{ viewer { user { email } } }')
    expect(mails.at(-1)?.to).toEqual([viewer.data.viewer.user.email])
    expect(mails.at(-1)?.text).toContain('salon@nar.test')
    const log = await business.owner('{ auditLog(first: 1) { nodes { type payload } } }')
    expect(log.data.auditLog.nodes).toEqual([
      { type: 'provider.settings.tested', payload: { provider: 'smtp' } },
    ])
  })

  it('says whether the server, the login or the way there is wrong', async () => {
    let { version } = await list()
    const changed = async (values: Record<string, string>) => {
      const answer = await save(values, version)
      expect(answer.userErrors).toEqual([])
      version = answer.provider.version
      return (await tried()).userErrors.map(({ code }: { code: string }) => code)
    }
    expect(await changed({ password: 'not the right one' })).toEqual(['SMTP_LOGIN'])
    expect(await changed({ password, port: '1' })).toEqual(['SMTP_UNREACHABLE'])
    expect(await changed({ port: String(port) })).toEqual([])
  })
})

interface Sealed {
  readonly tenant_id: string
  readonly id: string
  readonly secrets: { password: { sealed: string } }
}

describe('a sealed secret', () => {
  it('opens only where it was sealed: not in another tenant, not in another field, and not when a bit is changed', async () => {
    const other = await testBusiness(server)
    await save({ ...account(), password: 'the password of the other' }, null, other)
    const rows = await asOwner<Sealed>('select tenant_id, id, secrets from provider_settings order by id')
    const [mine, theirs] = rows
    if (!mine || !theirs) throw new Error('Both have settings.')
    const put = (row: Sealed, secrets: object) =>
      asOwner('update provider_settings set secrets = $3 where tenant_id = $1 and id = $2', [
        row.tenant_id,
        row.id,
        JSON.stringify(secrets),
      ])
    const values = () => providerValues(business.context, 'smtp')
    await put(mine, { password: { ...mine.secrets.password, sealed: theirs.secrets.password.sealed } })
    await expect(values()).rejects.toThrow('cannot be opened')
    await put(mine, { token: mine.secrets.password })
    await expect(values()).rejects.toThrow('sealed elsewhere, or changed')
    const text = mine.secrets.password.sealed
    const flipped = `${text.slice(0, -3)}${text.at(-3) === 'A' ? 'B' : 'A'}${text.slice(-2)}`
    await put(mine, { password: { ...mine.secrets.password, sealed: flipped } })
    await expect(values()).rejects.toThrow('sealed elsewhere, or changed')
    // The other's wrapped key under this tenant's name does not help either.
    const keys = await asOwner<{ tenant_id: string; id: string; wrapped: string }>(
      'select * from secret_keys',
    )
    const [mineKey, otherKey] = [mine, theirs].map((row) =>
      keys.find((key) => key.tenant_id === row.tenant_id),
    )
    await put(mine, mine.secrets)
    const wrap = (wrapped?: string) =>
      asOwner('update secret_keys set wrapped = $2 where tenant_id = $1', [mine.tenant_id, wrapped])
    await wrap(otherKey?.wrapped)
    await expect(values()).rejects.toThrow('is another one')
    await wrap(mineKey?.wrapped)
    expect(await values()).toMatchObject({ password })
  })

  it('opens all the time while the ring is rotated, and the earlier key is good for nothing after that', async () => {
    const folder = new KeyFolder(path.join(server.dataDir, 'keys'))
    const [earlier] = folder.keys()
    if (!earlier) throw new Error('The ring has a key.')
    let isRotating = true
    let opens = 0
    const reading = (async () => {
      while (isRotating) {
        expect(await providerValues(business.context, 'smtp')).toMatchObject({ password })
        opens += 1
      }
    })()
    for (let turn = 0; turn < 3; turn += 1) {
      const before = folder.keys()
      folder.add()
      const count = await withClient(server.database.ownerUrl, (client) => rewrapKeys(client, folder))
      expect(count).toBe(2)
      for (const { id } of before) folder.remove(id)
    }
    isRotating = false
    await reading
    expect(opens).toBeGreaterThan(0)
    expect(readdirSync(path.join(server.dataDir, 'keys'))).toHaveLength(1)
    const keys = await asOwner<{ tenant_id: string; id: string; wrapped: string }>(
      'select * from secret_keys',
    )
    for (const { tenant_id, id, wrapped } of keys)
      expect(opened(earlier.key, keyPlace(tenant_id, id), wrapped)).toBeNull()
    expect(await providerValues(business.context, 'smtp')).toMatchObject({ password })
    // A rotation that cannot unwrap something changes nothing.
    folder.remove(folder.keys()[0]?.id ?? '')
    await expect(
      withClient(server.database.ownerUrl, (client) => rewrapKeys(client, folder)),
    ).rejects.toThrow('nothing was changed')
  })
})
