import 'reflect-metadata'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import { KnownOffers, knownOffersKey } from '../modules/calendar/index.ts'
import { fileAddressesKey, fileLimitsKey, fileStorageKey } from '../modules/files/index.ts'
import {
  Accounts,
  ApiKeyLookup,
  Attempts,
  accountsKey,
  attemptsKey,
  InvitationLinks,
  invitationLinksKey,
  KnownDevices,
  knownDevicesKey,
  mailerKey,
  Sessions,
  sessionsKey,
  tenantDoorKey,
} from '../modules/identity/index.ts'
import { importRunnerKey, uploadsKey } from '../modules/imports/index.ts'
import { failuresKey } from '../modules/insights/index.ts'
import { notificationChannelsKey } from '../modules/notifications/index.ts'
import { type Installed, installedKey } from '../modules/sectors/index.ts'
import { outsideHostsKey, secretsKey } from '../modules/settings/index.ts'
import { type Clock, type Composition, compose, systemClock } from '../schema/index.ts'
import { connectDatabase } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import { SignedFileAddresses } from './files/file-addresses.ts'
import { FileDoor } from './files/file-door.ts'
import { defaultFileSettings, type FileSettings, openStorage } from './files/file-settings.ts'
import { Folding } from './folding.ts'
import { createHttp } from './http.ts'
import { IdempotencyRows } from './idempotency/idempotency-rows.ts'
import { Once } from './idempotency/once.ts'
import { installedBlueprints, installedModules } from './installed.ts'
import { installedMigrations } from './installed-migrations.ts'
import { JobWorker } from './jobs/job-worker.ts'
import { PgBossQueue } from './jobs/pg-boss-queue.ts'
import { Admission, type Introspection } from './limits/admission.ts'
import { type CostLimits, defaultCostLimits } from './limits/cost-limits.ts'
import { type FeedEvent, FeedReader } from './live/feed-reader.ts'
import { LiveFeed } from './live/live-feed.ts'
import { defaultLiveLimits, type LiveLimits } from './live/live-limits.ts'
import { type LiveServer, serveWebSockets } from './live/websocket.ts'
import { createLog, type Log } from './log.ts'
import { type MailSettings, noMail } from './mail/mail-settings.ts'
import { createMailer } from './mail/mailer.ts'
import { askPrepared, type OperationSetting } from './operation-context.ts'
import { ResolvedHosts } from './outside-hosts.ts'
import type { PanelDocuments } from './panel-documents.ts'
import { Principals } from './principals.ts'
import { CompiledReads } from './reads/compiled-reads.ts'
import { PreparedStatements } from './reads/prepared.ts'
import { Relay } from './relay.ts'
import { KeyFolder, type KeyRing, keyFolderOf } from './secrets/key-ring.ts'
import { TenantSecrets } from './secrets/tenant-secrets.ts'
import { Telemetry } from './telemetry/telemetry.ts'
import { createTenantDoor } from './tenant-door.ts'
import { createImportRunner } from './uploads/import-runner.ts'
import { uploadSecret } from './uploads/upload-secret.ts'
import { UploadStore } from './uploads/upload-store.ts'

export interface ServerOptions {
  readonly appUrl: string
  readonly ownerUrl: string
  readonly port: number
  /** Folder for uploaded files and the key of their addresses. Default: one that goes when the server closes. */
  readonly dataDir?: string
  readonly host?: string
  /** Where files are kept and how large they may be. Default: in `dataDir`, with the default limits. */
  readonly files?: FileSettings
  /** Keys that wrap the keys of tenants. Default: in the data folder. */
  readonly keyRing?: KeyRing
  readonly clock?: Clock
  readonly log?: Log
  /** What whoever reads /metrics must send; without it there is no such address. */
  readonly metricsToken?: string | null
  /** False where the database is known to be migrated, as in tests that clone a template. */
  readonly migrates?: boolean
  /** Where somebody else migrates it: what is waited for instead. */
  readonly migrated?: Promise<void>
  /** Most connections of the pool at a time. Default: 20. */
  readonly poolSize?: number
  /** So long do operations wait for one, in milliseconds. */
  readonly poolPatienceMs?: number
  /** False where a test looks at counts before they are folded into sums. */
  readonly folds?: boolean
  /** Other modules and blueprints than the installed ones. */
  readonly composition?: Composition
  /** False where this process runs no background jobs: another one does, or a test runs them by hand. */
  readonly works?: boolean
  /** How mails leave. Default: they become files in the data folder. */
  readonly mail?: MailSettings
  /** True where businesses may connect to hosts of our own network, as tests do. Default: false. */
  readonly allowPrivateHosts?: boolean
  /** False where this process only runs background jobs and listens to nobody. */
  readonly serves?: boolean
  /** False where every read is executed step by step, as what compiled reads are compared with. Default: true. */
  readonly compile?: boolean
  /** What sessions of the panel may ask. Default: anything. */
  readonly panelDocuments?: PanelDocuments | null
  /** Other limits of live updates than the defaults. */
  readonly live?: Partial<LiveLimits>
  /** Other limits of what operations cost than the defaults. */
  readonly costs?: Partial<CostLimits>
  /** Who may look around in the schema. Default: whoever is signed in. */
  readonly introspection?: Introspection
}

export interface RunningServer {
  /** Empty for a worker alone. */
  readonly url: string
  /** Folder of uploads. */
  readonly dataDir: string
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly telemetry: Telemetry
  /** Runs background jobs; a server with `works: false` runs them only when it is told to `settle`. */
  readonly jobs: JobWorker
  /**
   * Finishes what is under way and ends. With `drainMs`, /readyz says no for so long before the doors close, so that
   * whoever shares out requests has heard of it.
   */
  close(drainMs?: number): Promise<void>
}

/** Starts the gateway, or a worker alone. Port 0 takes a free one. What was begun is undone when a later step fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const clock = options.clock ?? systemClock
  const log = options.log ?? createLog('info')
  const composition = options.composition ?? composeInstalled()
  const closing: (() => Promise<unknown>)[] = []
  let leaving = false
  const close = async (drainMs = 0) => {
    leaving = true
    if (drainMs > 0) await delay(drainMs)
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const migrated =
      options.migrated ??
      ((options.migrates ?? true) && migrate(options.ownerUrl, installedMigrations, clock.now()))
    const database = await connectDatabase({
      appUrl: options.appUrl,
      entities: composition.entities,
      ...(options.poolSize && { poolSize: options.poolSize }),
      ...(options.poolPatienceMs && { poolPatienceMs: options.poolPatienceMs }),
      ...(migrated && { migrated }),
    })
    closing.push(() => database.close())
    const telemetry = new Telemetry(log, database.pool, clock)
    closing.push(() => telemetry.close())
    const limits = { ...defaultLiveLimits, ...options.live }
    const failed = (error: unknown) => log.failure('live', error)
    const renewals = new Set<(tenantId: string) => void>()
    const statements = new PreparedStatements(database.pool, {
      isSound: (client) => !telemetry.running.wasCancelled(client),
    })
    const reader = new FeedReader(database.pool, askPrepared(statements))
    const feed = new LiveFeed(reader, limits.maxReplay, failed, (tenantId, events) => {
      if (events.some(changesWhatPeopleSee)) for (const renew of renewals) renew(tenantId)
    })
    closing.push(() => feed.close())
    let live: LiveServer | null = null
    const works = options.works ?? true
    const relay = new Relay({
      appUrl: options.appUrl,
      onFeedMoved: (ends) => feed.moved(ends),
      onAccessChanged: () => {
        principals.forget()
        live?.recheck().catch(failed)
      },
      ...(works && { onJobsQueued: () => jobs.wake() }),
    })
    closing.push(() => relay.close())
    if (options.folds ?? true) {
      const folding = new Folding(database.pool, (error) => log.failure('folding', error))
      closing.push(() => folding.close())
    }
    const sessions = new Sessions(database.pool, clock)
    const dataDir = options.dataDir ?? temporaryFolder(closing)
    const uploads = new UploadStore(dataDir, clock)
    const fileSettings = options.files ?? defaultFileSettings
    const storage = openStorage(fileSettings, dataDir)
    const addresses = new SignedFileAddresses(uploadSecret(dataDir), clock)
    const services = new Map<string, unknown>([
      [sessionsKey.name, sessions],
      [accountsKey.name, new Accounts(database.pool, clock)],
      [attemptsKey.name, new Attempts(database.pool, clock)],
      [knownDevicesKey.name, new KnownDevices(database.pool, clock)],
      [invitationLinksKey.name, new InvitationLinks(database.pool)],
      [uploadsKey.name, uploads],
      [fileStorageKey.name, storage],
      [fileAddressesKey.name, addresses],
      [fileLimitsKey.name, fileSettings.limits],
      [secretsKey.name, new TenantSecrets(options.keyRing ?? new KeyFolder(keyFolderOf(dataDir)))],
      [outsideHostsKey.name, new ResolvedHosts(options.allowPrivateHosts ?? false)],
      [notificationChannelsKey.name, []],
      [knownOffersKey.name, new KnownOffers()],
      [failuresKey.name, (requestId: string, error: unknown) => log.failure(requestId, error)],
    ])
    const setting: OperationSetting = {
      statements,
      orm: database.orm,
      pool: database.pool,
      clock,
      committed: ({ hasEvents, hasJobs, changesAccess }) => {
        if (changesAccess) principals.forget()
        if (hasEvents) relay.wake()
        if (hasJobs && works) jobs.wake()
        else if (hasJobs) relay.wakeWorkers()
      },
      services,
      reads: (options.compile ?? true) ? new CompiledReads(statements, telemetry) : null,
      running: telemetry.running,
    }
    services.set(tenantDoorKey.name, createTenantDoor(setting, composition))
    const principals = new Principals(sessions, askPrepared(statements), clock, {
      lookup: new ApiKeyLookup(database.pool, clock),
      modulesOf: (blueprintKeys) => composition.setFor(blueprintKeys).modules.map(({ key }) => key),
    })
    renewals.add(() => principals.forget())
    services.set(installedKey.name, {
      blueprints: composition.blueprints,
      setFor: (keys) => composition.setFor(keys),
      changed: () => principals.forget(),
    } satisfies Installed)
    const host = options.host ?? '127.0.0.1'
    // A worker alone mails links too: they lead to the gateway of the same settings.
    let ownUrl = `http://${host}:${options.port}`
    const mailer = createMailer({ settings: options.mail ?? noMail, dataDir, log, ownUrl: () => ownUrl })
    services.set(mailerKey.name, mailer)
    closing.push(async () => mailer.close())
    const queue = new PgBossQueue(database.pool, works, (error) => log.failure('jobs', error))
    const jobs = new JobWorker({ setting, composition, queue, log })
    await relay.start()
    closing.push(() => jobs.close())
    if (!(options.serves ?? true)) {
      await jobs.start()
      return { url: '', dataDir, setting, composition, telemetry, jobs, close }
    }
    const runner = createImportRunner({
      setting,
      composition,
      principals,
      uploads,
      failed: (error) => log.failure('import', error),
    })
    services.set(importRunnerKey.name, runner)
    closing.push(() => runner.close())
    const once = new Once(new IdempotencyRows(database.pool, clock), (id, error) => log.failure(id, error))
    const admission = new Admission({ ...defaultCostLimits, ...options.costs }, options.introspection)
    const panelDocuments = options.panelDocuments ?? null
    const app = await createHttp({
      setting,
      composition,
      principals,
      telemetry,
      metricsToken: options.metricsToken ?? null,
      uploads,
      files: {
        door: new FileDoor({ setting, composition, principals, storage, addresses }),
        maxBytes: Math.max(fileSettings.limits.imageBytes, fileSettings.limits.documentBytes),
      },
      once,
      admission,
      position: (read) => feed.position(read),
      panelDocuments,
      leaving: () => leaving,
      ready: async () => !leaving && (await answers(database.pool)),
    })
    closing.push(() => app.close())
    const parts = {
      setting,
      composition,
      principals,
      feed,
      limits,
      telemetry,
      once,
      admission,
      panelDocuments,
    }
    const sockets = serveWebSockets(app.server, parts)
    telemetry.live = () => sockets.counts()
    live = sockets
    closing.push(() => sockets.close())
    renewals.add((tenantId) => sockets.renew(tenantId))
    await app.listen({ port: options.port, host })
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : options.port
    ownUrl = `http://${host}:${port}`
    await runner.resume()
    if (works) await jobs.start()
    return { url: ownUrl, dataDir, setting, composition, telemetry, jobs, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Events of these records change a principal: which blueprints its tenant uses, and how. */
function changesWhatPeopleSee({ subjectType }: FeedEvent): boolean {
  return subjectType === 'TenantBlueprint'
}

async function answers(pool: Pool): Promise<boolean> {
  return pool.query('select 1').then(
    () => true,
    () => false,
  )
}

function temporaryFolder(closing: (() => Promise<unknown>)[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lonca-data-'))
  closing.push(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let composed: Composition | undefined

/** Once per process: the registry behind the superset is the process's. */
export function composeInstalled(): Composition {
  composed ??= compose(installedModules, installedBlueprints)
  return composed
}
