import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultFileLimits } from '../../gateway/files/default-limits.ts'
import { readSettings } from '../../gateway/settings.ts'

const appUrl = 'postgresql://lonca_app:a@db.example.com/lonca'
const ownerUrl = 'postgresql://lonca_owner:b@db.example.com/lonca'

describe('the settings', () => {
  it('are complete without any variable: port 4000, this machine only, the embedded database and its demo', () => {
    expect(readSettings({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: path.resolve('.data'),
      database: null,
      keys: null,
      demo: true,
      files: { s3: null, limits: defaultFileLimits },
      mail: { smtpUrl: null, from: 'Lonca <lonca@localhost>', publicUrl: null },
      allowPrivateHosts: false,
      panelDocuments: 'listed',
      worker: 'inside',
      logLevel: 'warn',
      metricsToken: null,
      costs: {
        maxCost: 5_000,
        key: { max: 20_000, restoreRate: 1_000 },
        tenant: { max: 100_000, restoreRate: 5_000 },
      },
      introspection: 'signed-in',
      compile: true,
      drainSeconds: 2,
    })
  })

  it('take a list of keys, and say what each must be', () => {
    const key = Buffer.alloc(32, 7).toString('base64')
    expect(readSettings({ LONCA_KEYS: `old:${key},new:${key}` }).keys).toBe(`old:${key},new:${key}`)
    expect(() => readSettings({ LONCA_KEYS: 'short:AAAA' })).toThrow('LONCA_KEYS must be a list of id:base64')
  })

  it('take port 0, and treat an empty variable as not set', () => {
    expect(readSettings({ PORT: '0', HOST: '' })).toMatchObject({ port: 0, host: '127.0.0.1' })
  })

  it('create the demo tenants on an own server only when asked, and leave them out of the embedded one when told', () => {
    const own = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }
    expect(readSettings(own)).toMatchObject({ database: { appUrl, ownerUrl }, demo: false })
    expect(readSettings({ ...own, LONCA_DEMO: '1' }).demo).toBe(true)
    expect(readSettings({ LONCA_DEMO: '0' }).demo).toBe(false)
  })

  it('take what operations may cost, and who may look around in the schema', () => {
    const given = {
      MAX_COST: '9000',
      API_KEY_POINTS: '50000',
      TENANT_POINTS_PER_SECOND: '1',
      INTROSPECTION: 'off',
    }
    expect(readSettings(given)).toMatchObject({
      costs: { maxCost: 9_000, key: { max: 50_000, restoreRate: 1_000 }, tenant: { restoreRate: 1 } },
      introspection: 'off',
    })
    expect(() => readSettings({ MAX_COST: 'much', INTROSPECTION: 'maybe' })).toThrow(
      'INTROSPECTION must be signed-in (whoever is may look around in the schema), on (everybody may) or off.\n' +
        'MAX_COST must be a whole number between 1 and 1000000000.',
    )
  })

  it('name every variable that is wrong and what it must be', () => {
    expect(() => readSettings({ PORT: 'four', LONCA_DEMO: 'yes', DATABASE_URL: 'mysql://x' })).toThrow(
      'The settings cannot be used:\nPORT must be a number.\nDATABASE_URL must look like ' +
        'postgresql://user:password@host:5432/database.\nLONCA_DEMO must be 1 (create the demo tenants) or 0.',
    )
    expect(() => readSettings({ PORT: '70000' })).toThrow('PORT must be between 0 and 65535.')
  })

  it('need a sender beside a mail server, and take the public address without its last slash', () => {
    const SMTP_URL = 'smtp://mail.example.com:587'
    expect(() => readSettings({ SMTP_URL })).toThrow('SMTP_URL is set and MAIL_FROM is not')
    const PUBLIC_URL = 'https://lonca.example.com/'
    expect(readSettings({ SMTP_URL, MAIL_FROM: 'Lonca <hi@example.com>', PUBLIC_URL }).mail).toEqual({
      smtpUrl: SMTP_URL,
      from: 'Lonca <hi@example.com>',
      publicUrl: 'https://lonca.example.com',
    })
    expect(() => readSettings({ SMTP_URL: 'mail.example.com' })).toThrow('SMTP_URL must look like')
  })

  it('need both addresses of an own server', () => {
    expect(() => readSettings({ DATABASE_URL: appUrl })).toThrow(
      'DATABASE_URL is set and DATABASE_OWNER_URL is not: set both',
    )
    expect(() => readSettings({ DATABASE_OWNER_URL: ownerUrl })).toThrow(
      'DATABASE_OWNER_URL is set and DATABASE_URL is not: set both',
    )
  })

  it('need all of a bucket or nothing of it, and take sizes in megabytes', () => {
    const bucket = {
      S3_ENDPOINT: 'https://storage.example.com',
      S3_BUCKET: 'files',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    }
    const { files } = readSettings({ ...bucket, FILES_MAX_IMAGE_MB: '10' })
    expect(files.s3).toEqual({
      endpoint: 'https://storage.example.com',
      bucket: 'files',
      region: 'us-east-1',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    })
    expect(files.limits.imageBytes).toBe(10 * 1024 * 1024)
    expect(() => readSettings({ ...bucket, S3_BUCKET: '', S3_SECRET_ACCESS_KEY: '' })).toThrow(
      'A bucket needs S3_BUCKET and S3_SECRET_ACCESS_KEY too',
    )
    expect(() => readSettings({ FILES_QUOTA_MB: 'lots' })).toThrow('FILES_QUOTA_MB must be a whole number')
  })
})
