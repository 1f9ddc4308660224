import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { answerBenchmark } from './fan-out-process.ts'

/** graphql-ws as its documentation has it: a schema, a server, and an iterator for each subscription. */

const schema = buildSchema(`
  type Query { ready: Boolean }
  type RecordChange { position: String! eventType: String! type: String! id: ID! at: String! }
  type Subscription { recordChanged: RecordChange! }
`)

type Listener = (change: object) => void
const listeners = new Set<Listener>()

/** What happens from now on, for one listener. */
async function* changes(): AsyncGenerator<object> {
  const waiting: object[] = []
  let wake: () => void = () => undefined
  const listener: Listener = (change) => {
    waiting.push(change)
    wake()
  }
  listeners.add(listener)
  try {
    while (true) {
      const next = waiting.shift()
      if (next) yield { recordChanged: next }
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    listeners.delete(listener)
  }
}

const { Subscription } = schema.getTypeMap() as unknown as {
  Subscription: { getFields(): { recordChanged: { subscribe: () => AsyncGenerator<object> } } }
}
Subscription.getFields().recordChanged.subscribe = changes

const server = createServer()
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
let position = 0
answerBenchmark(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => {
  position += 1
  const change = {
    position: String(position),
    eventType: 'customer.updated',
    type: 'Customer',
    id: 'cus_01j9z3k7x8f0t9m2q4w6e8r0ty',
    at: '2026-11-20T11:20:00.000Z',
  }
  for (const tell of listeners) tell(change)
})
