import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { handleProtocols, makeServer } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Sessions, sessionsKey } from '../../modules/identity/index.ts'
import { acceptedLocale } from '../accepted-locale.ts'
import { isForeign } from '../foreign-origin.ts'
import { isTooNested } from '../limits/limit-nesting.ts'
import { endWithError } from '../raw-answer.ts'
import { bearerToken, cookieToken } from '../session-cookie.ts'
import { CloseCode } from './close-codes.ts'
import { Heartbeat } from './heartbeat.ts'
import type { LiveParts } from './live-parts.ts'
import { LiveSocket } from './live-socket.ts'
import { MessageBudget } from './message-rate.ts'
import { OpenSockets } from './open-sockets.ts'
import { operationsOver } from './operations.ts'
import { Subscriber } from './subscriber.ts'

const path = '/graphql'
const goodbyeMs = 4_000
/** As many sockets leave together; more are spread over a few seconds. */
const atOnce = 50
const maxSpreadMs = 8_000
/** Letters of a message that ends an operation: longer ones are looked at by the protocol alone. */
const maxCompletion = 500

export interface LiveServer {
  /** Ends the sockets of sessions and API keys that no longer stand: one question, however many are open. */
  recheck(): Promise<void>
  counts(): { sockets: number; subscriptions: number }
  /** Tells every client that the process is leaving, and waits until they are gone. */
  close(): Promise<void>
  /** Looks after every socket of a tenant whose blueprints may have changed. */
  renew(tenantId: string): void
}

/** Answers WebSockets of the subprotocol graphql-transport-ws at /graphql. */
export function serveWebSockets(server: Server, parts: LiveParts): LiveServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: parts.limits.maxMessageBytes,
    perMessageDeflate: false,
    // One message at a time: between two of a socket that sends a thousand, others have their turn.
    allowSynchronousEvents: false,
    handleProtocols,
  })
  const open = new OpenSockets<LiveSocket>(parts.limits)
  const protocol = makeServer(operationsOver(parts))
  const sessions = parts.setting.services.get(sessionsKey.name) as Sessions
  sessions.onEnd((sessionIds) => {
    for (const live of open.ofSessions(sessionIds)) live.sessionOver()
  })
  const lives = new Map<WebSocket, LiveSocket>()
  const heartbeat = new Heartbeat(parts.limits.pingMs)
  let leaving = false

  const heard = function (this: WebSocket) {
    lives.get(this)?.alive()
  }
  // What a client sends wrongly, such as a message that is too large, ends its socket and is nobody's failure. Left to
  // itself, ws would go on reading, to the end of however much is sent.
  const sentWrongly = function (this: WebSocket) {
    process.nextTick(() => lives.get(this)?.readNoMore())
  }
  const accept = (socket: WebSocket, request: IncomingMessage, stream: Duplex) => {
    const { headers } = request
    const live = new LiveSocket(
      parts,
      socket,
      stream,
      open,
      addressOf(request),
      acceptedLocale(headers),
      headers['user-agent'],
    )
    lives.set(socket, live)
    heartbeat.add(live)
    socket.on('pong', heard)
    const budget = new MessageBudget(parts.limits.messages)
    const isWelcome = (data: Buffer) => budget.take(data.length) || live.tooMany()
    socket.on('ping', isWelcome)
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => live.send(data),
        close: (code, reason) => live.close(code ?? CloseCode.unexpected, reason ?? ''),
        onMessage: (hear) => {
          socket.on('message', (data: Buffer) => {
            if (!isWelcome(data)) return
            const message = String(data)
            if (isTooNested(message))
              return live.close(CloseCode.notUnderstood, 'The message has too many levels of brackets.')
            if (endsSubscription(message, live)) return
            const unwanted = completedBy(message)
            if (unwanted !== null) live.gaveUp(unwanted)
            hear(message).catch((error) => {
              parts.telemetry.log.failure('live', error)
              live.close(CloseCode.unexpected, 'Something went wrong on our side.')
            })
          })
        },
      },
      { live, budget, bearer: bearerToken(request.headers.authorization), cookie: cookieOf(request) },
    )
    socket.on('error', sentWrongly)
    socket.once('close', (code, reason) => {
      lives.delete(socket)
      heartbeat.remove(live)
      live.gone()
      Promise.resolve(closed(code, String(reason))).catch((error) =>
        parts.telemetry.log.failure('live', error),
      )
    })
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', destroyed)
    if (request.url?.split('?')[0] !== path) {
      return endWithError(stream, 404, 'NOT_FOUND', `WebSockets are answered at ${path}.`)
    }
    if (leaving)
      return endWithError(stream, 503, 'UNAVAILABLE', 'The server is leaving: connect again shortly.')
    if (isForeign(request.headers) && cookieOf(request)) {
      return endWithError(
        stream,
        403,
        'FORBIDDEN',
        'Another site may not use the session of the panel: send a bearer token.',
      )
    }
    sockets.handleUpgrade(request, stream, head, (socket) => accept(socket, request, stream))
  })

  return {
    recheck: async () => {
      const ended = await sessions.ended(open.sessionIds())
      for (const live of open.ofSessions(ended)) live.sessionOver()
    },
    counts: () => {
      const operations = open.all().flatMap((live) => [...live.operations.values()])
      const subscriptions = operations.filter(({ definition }) => definition.operation === 'subscription')
      return { sockets: sockets.clients.size, subscriptions: subscriptions.length }
    },
    renew: (tenantId) => {
      for (const live of open.ofTenant(tenantId)) live.recheck()
    },
    close: async () => {
      leaving = true
      const going = [...lives]
      // A crowd that is sent away at once comes back at once, and all to the same place.
      const spreadMs = going.length <= atOnce ? 0 : Math.min(going.length * 5, maxSpreadMs)
      await Promise.all(going.map(([socket, live]) => leave(socket, live, Math.random() * spreadMs)))
      heartbeat.close()
    },
  }
}

// One for all sockets, because an open socket keeps what listens to it.
function destroyed(this: Duplex): void {
  this.destroy()
}

/** Hears for subscriptions that the protocol's server has forgotten. */
function endsSubscription(message: string, live: LiveSocket): boolean {
  if (live.subscribers === 0) return false
  const { type, id } = messageOf(message)
  if (type === 'complete' && typeof id === 'string') return live.unsubscribed(id)
  if (type !== 'subscribe' || !(live.operations.get(String(id)) instanceof Subscriber)) return false
  live.close(CloseCode.idInUse, `Subscriber for ${id} already exists`)
  return true
}

/** What is not a message is left to the protocol's server to refuse. */
function messageOf(text: string): { type?: unknown; id?: unknown } {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

async function leave(socket: WebSocket, live: LiveSocket, afterMs: number): Promise<void> {
  const closed = new Promise((resolve) => {
    socket.once('close', resolve)
    if (socket.readyState === socket.CLOSED) resolve(null)
  })
  if (afterMs > 0) await Promise.race([delay(afterMs), closed])
  live.leave()
  const impatient = setTimeout(() => socket.terminate(), goodbyeMs)
  await closed
  clearTimeout(impatient)
}

/** The id of the operation that a client is done with; null for any other message. */
function completedBy(text: string): string | null {
  if (text.length > maxCompletion || !text.includes('"complete"')) return null
  const { type, id } = messageOf(text)
  return type === 'complete' && typeof id === 'string' ? id : null
}

function cookieOf(request: IncomingMessage): string | null {
  const secure =
    (request.socket as TLSSocket).encrypted === true || request.headers['x-forwarded-proto'] === 'https'
  return cookieToken(request.headers.cookie, secure)
}

function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? ''
}
