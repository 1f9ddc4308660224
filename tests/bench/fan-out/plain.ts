import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { channels } from './channels.ts'
import { answerBenchmark } from './fan-out-process.ts'
import { importColumns } from './told.ts'

/**
 * graphql-ws as its documentation has it: a schema, a server, and an iterator for each subscription. It hears of changes
 * from PostgreSQL and asks nothing about who may see them; a record is read where the document asks for it, by one
 * prepared statement without row-level security.
 */

const { BENCH_SUPERUSER_URL: connectionString = '' } = process.env
const pool = new pg.Pool({ connectionString, max: 10 })

const schema = buildSchema(`
  type Query { ready: Boolean }
  type RecordChange { position: String! eventType: String! type: String! id: ID! at: String! }
  type ImportRun {
    id: ID! status: String! fileName: String! totalLines: Int! doneLines: Int! created: Int! merged: Int!
    skipped: Int! refused: Int!
  }
  type Subscription { recordChanged: RecordChange! importProgress(id: ID!): ImportRun! }
`)

interface Change {
  readonly id: string
}
type Listener = (change: Change) => void
const listeners = new Set<Listener>()

/** What one listener is told: `start` at once, where there is one, then whatever happens from now on. */
async function* changes(
  shown: (change: Change) => object,
  start: object | null = null,
): AsyncGenerator<object> {
  const waiting: Change[] = []
  let wake: () => void = () => undefined
  const listener: Listener = (change) => {
    waiting.push(change)
    wake()
  }
  listeners.add(listener)
  try {
    if (start) yield start
    while (true) {
      const next = waiting.shift()
      if (next) yield shown(next)
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    listeners.delete(listener)
  }
}

const recordChanged = () => changes((change) => ({ recordChanged: change }))

function importProgress(_root: unknown, { id }: { id: string }): AsyncGenerator<object> {
  const shown = { importProgress: () => importOf(id) }
  return changes(() => shown, shown)
}

const columns = Object.entries(importColumns).map(([field, column]) => `${column} as "${field}"`)

async function importOf(id: string): Promise<object> {
  const { rows } = await pool.query({
    name: 'import',
    text: `select ${columns.join(', ')} from import_runs where tenant_id = $1 and id = $2`,
    values: [process.env.BENCH_TENANT, process.env.BENCH_RUN],
  })
  return { id, ...rows[0] }
}

type Subscribe = (root: unknown, args: never) => AsyncGenerator<object>
const { Subscription } = schema.getTypeMap() as unknown as {
  Subscription: { getFields(): { [name: string]: { subscribe: Subscribe } } }
}
Object.assign(Subscription.getFields().recordChanged ?? {}, { subscribe: recordChanged })
Object.assign(Subscription.getFields().importProgress ?? {}, { subscribe: importProgress })

const told = new pg.Client({ connectionString })
await told.connect()
told.on('notification', ({ payload }) => {
  const change = JSON.parse(payload ?? '{}') as Change
  for (const tell of listeners) tell(change)
})
await told.query(`listen ${channels.plain}`)

const server = createServer()
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
answerBenchmark(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
