import path from 'node:path'
import { z } from 'zod'
import { defaultFileLimits } from './files/default-limits.ts'
import type { FileSettings } from './files/file-settings.ts'
import type { S3Settings } from './files/s3-storage.ts'
import type { Introspection } from './limits/admission.ts'
import { type CostLimits, defaultCostLimits } from './limits/cost-limits.ts'
import type { LogLevel } from './log.ts'
import { type MailSettings, noMail } from './mail/mail-settings.ts'

const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  error: 'must look like postgresql://user:password@host:5432/database',
})

const mebibyte = 1024 * 1024

/** A whole number of megabytes, in bytes. */
function megabytes(defaultBytes: number, most: number) {
  const range = `must be a whole number of megabytes between 1 and ${most}`
  return z.coerce
    .number({ error: range })
    .int(range)
    .min(1, range)
    .max(most, range)
    .default(defaultBytes / mebibyte)
    .transform((count) => count * mebibyte)
}

/** A whole number of points. */
function points(usual: number) {
  const range = 'must be a whole number between 1 and 1000000000'
  return z.coerce.number({ error: range }).int(range).min(1, range).max(1_000_000_000, range).default(usual)
}

const environment = z.object({
  PORT: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(0, 'must be between 0 and 65535')
    .max(65535, 'must be between 0 and 65535')
    .default(4000),
  HOST: z.string().min(1, 'must name an address to listen on').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'must name a folder').default('.data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_BACKUP_URL: postgresUrl.optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), {
      error: 'must look like smtp://user:password@host:587 or smtps://user:password@host:465',
    })
    .optional(),
  MAIL_FROM: z.string().regex(/@/, 'must hold an address, such as Lonca <lonca@example.com>').optional(),
  PUBLIC_URL: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), {
      error: 'must be the address that people open, such as https://lonca.example.com',
    })
    .optional(),
  LONCA_KEYS: z
    .string()
    .regex(
      /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
      'must be a list of id:base64 of 32 bytes',
    )
    .optional(),
  ALLOW_PRIVATE_HOSTS: z
    .enum(['0', '1'], { error: 'must be 1 (businesses may connect to hosts of your own network) or 0' })
    .default('0'),
  PANEL_DOCUMENTS: z
    .enum(['listed', 'any'], {
      error: 'must be listed (sessions of the panel send what the panel was built with) or any',
    })
    .default('listed'),
  WORKER: z
    .enum(['inside', 'none'], {
      error: 'must be inside (this process runs background jobs) or none (npm run worker does)',
    })
    .default('inside'),
  S3_ENDPOINT: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), {
      error: 'must be the address of the storage, such as https://s3.eu-central-1.amazonaws.com',
    })
    .optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  FILES_MAX_IMAGE_MB: megabytes(defaultFileLimits.imageBytes, 200),
  FILES_MAX_DOCUMENT_MB: megabytes(defaultFileLimits.documentBytes, 200),
  FILES_QUOTA_MB: megabytes(defaultFileLimits.tenantBytes, 10_000_000),
  INTROSPECTION: z
    .enum(['signed-in', 'on', 'off'], {
      error: 'must be signed-in (whoever is may look around in the schema), on (everybody may) or off',
    })
    .default('signed-in'),
  MAX_COST: points(defaultCostLimits.maxCost),
  API_KEY_POINTS: points(defaultCostLimits.key.max),
  API_KEY_POINTS_PER_SECOND: points(defaultCostLimits.key.restoreRate),
  TENANT_POINTS: points(defaultCostLimits.tenant.max),
  TENANT_POINTS_PER_SECOND: points(defaultCostLimits.tenant.restoreRate),
  DRAIN_SECONDS: z.coerce
    .number({ error: 'must be a number' })
    .min(0, 'must be between 0 and 300')
    .max(300, 'must be between 0 and 300')
    .default(2),
  COMPILE: z
    .enum(['on', 'off'], { error: 'must be on (a query is one statement where possible) or off' })
    .default('on'),
  LONCA_DEMO: z.enum(['0', '1'], { error: 'must be 1 (create the demo tenants) or 0' }).optional(),
})

/** Everything that the gateway reads from its environment. */
export interface Settings {
  /** HTTP port; 0 lets the system choose a free one. */
  port: number
  /** Address to listen on. */
  host: string
  /** Absolute path of the folder that holds the embedded database, uploads and secrets. */
  dataDir: string
  /** An own PostgreSQL server, or null for the embedded one. */
  database: { appUrl: string; ownerUrl: string; backupUrl: string | null } | null
  /** Keys that seal secrets, as `id:base64` with commas between, the newest last; null: in `<dataDir>/keys`. */
  keys: string | null
  /** Whether the first run creates the demo tenants: yes with the embedded database unless `LONCA_DEMO=0`. */
  demo: boolean
  /** How mails leave, and what their links begin with. */
  mail: MailSettings
  /** Whether businesses may connect to hosts of the operator's own network, such as a mail server there. */
  allowPrivateHosts: boolean
  /** Whether sessions of the panel may send only the documents that it was built with. */
  panelDocuments: 'listed' | 'any'
  /** Whether the gateway runs background jobs itself; `none` where `npm run worker` does. */
  worker: 'inside' | 'none'
  /** Where files are kept and how large they may be. */
  files: FileSettings
  /** What is logged; `info`, and with the embedded database `warn`, because somebody watches the terminal. */
  logLevel: LogLevel
  /** The bearer token that /metrics asks for; null: there is no such address. */
  metricsToken: string | null
  /** What operations may cost, and who may spend how much. */
  costs: Pick<CostLimits, 'maxCost' | 'key' | 'tenant'>
  /** Who may look around in the schema. */
  introspection: Introspection
  /** Whether queries are compiled to single statements; the answers are the same without. */
  compile: boolean
  /** How long /readyz says no before the doors close on SIGTERM. */
  drainSeconds: number
}

/** The environment holds something that cannot be used; the message names each variable and what it must be. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/**
 * Reads the settings from environment variables. An empty variable counts as not set.
 *
 * @throws SettingsError with one line per wrong variable.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`)
    throw new SettingsError(`The settings cannot be used:\n${lines.join('\n')}`)
  }
  const values = parsed.data
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = values
  if ((appUrl === undefined) !== (ownerUrl === undefined)) {
    const [given, missing] = appUrl
      ? ['DATABASE_URL', 'DATABASE_OWNER_URL']
      : ['DATABASE_OWNER_URL', 'DATABASE_URL']
    throw new SettingsError(
      `The settings cannot be used:\n${given} is set and ${missing} is not: set both to use your own ` +
        `PostgreSQL server (docs/guides/database.md), or neither to use the embedded one.`,
    )
  }
  if (values.SMTP_URL && !values.MAIL_FROM) {
    throw new SettingsError(
      'The settings cannot be used:\nSMTP_URL is set and MAIL_FROM is not: set it to the sender of mails, such as ' +
        '"Lonca <lonca@example.com>".',
    )
  }
  const database =
    appUrl && ownerUrl ? { appUrl, ownerUrl, backupUrl: values.DATABASE_BACKUP_URL ?? null } : null
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(values.DATA_DIR),
    database,
    keys: values.LONCA_KEYS ?? null,
    demo: values.LONCA_DEMO === undefined ? database === null : values.LONCA_DEMO === '1',
    mail: {
      smtpUrl: values.SMTP_URL ?? null,
      from: values.MAIL_FROM ?? noMail.from,
      publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    },
    allowPrivateHosts: values.ALLOW_PRIVATE_HOSTS === '1',
    panelDocuments: values.PANEL_DOCUMENTS,
    worker: values.WORKER,
    files: {
      s3: bucketOf(values),
      limits: {
        ...defaultFileLimits,
        imageBytes: values.FILES_MAX_IMAGE_MB,
        documentBytes: values.FILES_MAX_DOCUMENT_MB,
        tenantBytes: values.FILES_QUOTA_MB,
      },
    },
    logLevel: values.LOG_LEVEL ?? (database ? 'info' : 'warn'),
    metricsToken: values.METRICS_TOKEN ?? null,
    costs: {
      maxCost: values.MAX_COST,
      key: { max: values.API_KEY_POINTS, restoreRate: values.API_KEY_POINTS_PER_SECOND },
      tenant: { max: values.TENANT_POINTS, restoreRate: values.TENANT_POINTS_PER_SECOND },
    },
    introspection: values.INTROSPECTION,
    compile: values.COMPILE === 'on',
    drainSeconds: values.DRAIN_SECONDS,
  }
}

/** The bucket, or null when none of its settings is there. */
function bucketOf(values: z.infer<typeof environment>): S3Settings | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION = 'us-east-1', S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values
  const needed = { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []))
  if (missing.length === Object.keys(needed).length) return null
  if (S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY)
    return {
      endpoint: S3_ENDPOINT,
      bucket: S3_BUCKET,
      region: S3_REGION,
      accessKeyId: S3_ACCESS_KEY_ID,
      secretAccessKey: S3_SECRET_ACCESS_KEY,
    }
  throw new SettingsError(
    `The settings cannot be used:\nA bucket needs ${missing.join(' and ')} too: set all four, or none to keep files ` +
      'in DATA_DIR (docs/guides/files.md).',
  )
}
