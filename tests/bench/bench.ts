import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus, release, type as systemType, totalmem } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { projectRoot } from '../../gateway/project-root.ts'
import { type BenchCluster, type BenchDatabase, openCluster } from './data/cluster.ts'
import { forgetBookings } from './data/settle.ts'
import { sizes } from './data/size.ts'
import { startLoad } from './load/load.ts'
import { tellsPostgresCpu } from './load/postgres-cpu.ts'
import { readOptions } from './options.ts'
import { queryNames } from './queries.ts'
import type { Results } from './report/results.ts'
import { asText, tablesOf } from './report/tables.ts'
import { writeReport } from './report/write.ts'
import type { BenchOptions, BenchRun } from './run.ts'
import { checkAgreement } from './sections/agreement.ts'
import { measureCodeField } from './sections/code-field.ts'
import { fanOutIfThere } from './sections/fan-out.ts'
import { measureGrowth } from './sections/growth.ts'
import { measureRounds } from './sections/rounds.ts'
import { measureStartUp } from './sections/start-up.ts'

/** `npm run bench`: see report/method.md for what it does and why. */

const say = (line: string) => console.log(line)

async function main(): Promise<void> {
  const began = performance.now()
  const options = readOptions(process.argv.slice(2))
  if (!existsSync(new URL('node_modules/postgraphile', import.meta.url)))
    throw new Error('The servers to compare with are not installed: npm run bench:install.')
  if (!tellsPostgresCpu())
    say('This system does not say what PostgreSQL takes: only CPU of the servers is measured.')
  buildProduct()
  const kind = options.isSmall ? 'small' : 'full'
  const cluster = await openCluster(kind, sizes[kind], say)
  try {
    const results = await measureAll(options, cluster, began)
    for (const table of tablesOf(results)) say(asText(table))
    const isWhole = !options.isSmall && options.queries.length === queryNames.length
    if (isWhole) writeReport(results)
    say(
      isWhole
        ? '\nWritten to docs/performance.md and docs/performance.json.'
        : '\nOnly a whole run at full size is written down.',
    )
  } finally {
    await cluster.close()
  }
}

async function measureAll(options: BenchOptions, cluster: BenchCluster, began: number): Promise<Results> {
  const clients = new Map<string, pg.Client>()
  const load = startLoad()
  try {
    for (const database of [cluster.many, cluster.few])
      clients.set(database.size.name, await prepared(database))
    const run: BenchRun = {
      options,
      cluster,
      load,
      clientOf: ({ size }) => clients.get(size.name) as pg.Client,
      nextBooking: 0,
      say,
    }
    say('Every server gives the same answers:')
    const counts = await checkAgreement(run)
    say(`${options.rounds} rounds over ${options.queries.join(', ')}:`)
    const figures = await measureRounds(run)
    say('A field that code computes.')
    const codeField = await measureCodeField(run)
    say('More tenants, more rows.')
    const growth = await measureGrowth(run)
    say('Live updates to many sockets.')
    const fanOut = await fanOutIfThere(run)
    say('First starts.')
    const startUp = await measureStartUp()
    const version = await run.clientOf(cluster.many).query('show server_version')
    return {
      machine: {
        processor: cpus()[0]?.model ?? 'unknown',
        cores: cpus().length,
        memoryGib: Math.round(totalmem() / 2 ** 30),
        system: `${systemType()} ${release().split('-')[0]}`,
        node: process.versions.node,
        postgres: version.rows[0].server_version,
        postgraphile: installedVersion('postgraphile'),
      },
      run: {
        at: new Date().toISOString(),
        size: options.isSmall ? 'small' : 'full',
        rounds: options.rounds,
        windowMs: options.milliseconds,
        connections: options.connections,
        queries: options.queries,
        tenants: cluster.many.size.tenants,
        seconds: Math.round((performance.now() - began) / 1000),
      },
      figures,
      counts,
      codeField,
      growth,
      startUp,
      fanOut,
    }
  } finally {
    await load.close()
    for (const client of clients.values()) await client.end()
  }
}

/** A database as each run begins with it, and the superuser's connection to it. */
async function prepared(database: BenchDatabase): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.superuserUrl })
  await client.connect()
  await forgetBookings(client)
  const schema = readFileSync(new URL('servers/postgraphile/schema.sql', import.meta.url), 'utf8')
  await client.query(`set client_min_messages = warning; drop schema if exists bench cascade; ${schema}`)
  return client
}

/** The gateway as `npm run build` makes it; the panel is not asked for. */
function buildProduct(): void {
  const compiler = path.join(projectRoot(), 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json', '--noCheck'], {
    cwd: projectRoot(),
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The product cannot be compiled.')
}

function installedVersion(name: string): string {
  const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

await main()
// What a section that failed left running ends with this process.
process.exit(0)
