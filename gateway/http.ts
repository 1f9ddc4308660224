import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type SessionTransport, sessionTransportKey } from '../modules/identity/index.ts'
import { type Composition, type ErrorCode, type Locale, LoncaError, type Reader } from '../schema/index.ts'
import { acceptedLocale } from './accepted-locale.ts'
import { auditRoutes } from './audit-routes.ts'
import { errorPage } from './error-page.ts'
import { type FileRoutesParts, fileRoutes } from './files/file-routes.ts'
import { isForeign } from './foreign-origin.ts'
import { givenUpAfter } from './given-up-after.ts'
import { GraphqlHttp } from './graphql-http.ts'
import type { Once } from './idempotency/once.ts'
import type { Admission } from './limits/admission.ts'
import { limitNesting } from './limits/limit-nesting.ts'
import type { Log } from './log.ts'
import { OperationContext, type OperationSetting } from './operation-context.ts'
import type { PanelDocuments } from './panel-documents.ts'
import { servePanelFiles } from './panel-files.ts'
import { translated } from './postgres-error.ts'
import type { Principals } from './principals.ts'
import { endWithError } from './raw-answer.ts'
import { bearerToken, deviceCookieName, sessionCookieName } from './session-cookie.ts'
import { sessionPlace } from './session-place.ts'
import { serveMetrics } from './telemetry/metrics-route.ts'
import type { Telemetry } from './telemetry/telemetry.ts'
import { importRoutes } from './uploads/import-routes.ts'
import type { UploadStore } from './uploads/upload-store.ts'

const deviceSeconds = 400 * 24 * 3600

export const maxBodyBytes = 256 * 1024

/** The outer rungs of the ladder of timeouts; the inner ones are the operation's and the database's. */
const headersTimeoutMs = 10_000
const requestTimeoutMs = 15_000
/** How often connections are looked through for headers that are late. */
const checkedEveryMs = 2_000

export interface HttpParts {
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly principals: Principals
  readonly telemetry: Telemetry
  /** What whoever reads the metrics must send; null: there are none to read. */
  readonly metricsToken: string | null
  readonly uploads: UploadStore
  readonly files: FileRoutesParts
  readonly once: Once
  readonly admission: Admission
  /** The tenant's place in its feed, for answers to say what they include. */
  readonly position: (read: Reader) => Promise<number> | number
  /** What sessions of the panel may ask; null: anything. */
  readonly panelDocuments: PanelDocuments | null
  /** True once the process was asked to end: connections are not kept for another request. */
  readonly leaving: () => boolean
  /** True once everything is there, false again when the process is leaving. */
  readonly ready: () => Promise<boolean>
}

/**
 * Mounts what is served over HTTP: GraphQL, the two health addresses, files, uploads and reports of imports, the audit
 * log as a file, and the panel with the query page.
 */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: maxBodyBytes,
    logger: false,
    genReqId: () => `req_${randomUUID()}`,
    forceCloseConnections: 'idle',
    http: { connectionsCheckingInterval: checkedEveryMs },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket),
    // A request that was sent before the client could know that we are leaving is answered like any other.
    return503OnClosing: false,
  })
  app.server.headersTimeout = headersTimeoutMs
  endSilentConnections(app)
  // Before anything is registered: routes keep the handler that they find.
  app.setErrorHandler((error, request, reply) => sendFailure(parts.telemetry.log, error, request, reply))
  readJson(app)
  const graphql = new GraphqlHttp(parts, parts.once)
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (parts.leaving()) reply.header('connection', 'close')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    done()
    parts.telemetry.metrics.request(reply.statusCode)
    const route = request.routeOptions.url ?? ''
    // Operations have a line of their own, with more in it.
    if (route === '/graphql' && reply.statusCode < 400) return
    parts.telemetry.log.request({
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    })
  })
  await app.register(fastifyCookie)
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await parts.ready()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
  if (parts.metricsToken) serveMetrics(app, parts.telemetry, parts.metricsToken)
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    ...givenUpAfter(app, requestTimeoutMs),
    handler: async (request, reply) => {
      const context = await operationContext(parts, request, reply)
      reply.raw.once(
        'close',
        () => reply.raw.writableFinished || parts.setting.running.callerLeft(context.tally),
      )
      if (parts.panelDocuments && context.principal && !bearerToken(request.headers.authorization))
        parts.panelDocuments.assertKnown(documentOf(request))
      return graphql.answer(request, reply, context)
    },
  })
  app.get('/docs/errors', async (request, reply) => {
    const { set, locale } = await operationContext(parts, request, reply)
    return reply.type('text/html; charset=utf-8').send(errorPage(set, locale))
  })
  const contextOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const context = await operationContext(parts, request, reply)
    if (context.principal) parts.admission.call(context.principal)
    return context
  }
  await app.register(importRoutes, { uploads: parts.uploads, contextOf })
  await app.register(fileRoutes, parts.files)
  await app.register(auditRoutes, { contextOf })
  await servePanelFiles(app)
  app.addHook('onClose', () => graphql.close())
  return app
}

async function operationContext(
  parts: HttpParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<OperationContext> {
  // A bearer token comes before the cookie, so that scripts in a signed-in browser act as themselves.
  const bearer = bearerToken(request.headers.authorization)
  const token = bearer ?? request.cookies[cookieName(request)] ?? null
  if (token && !bearer && isForeign(request.headers))
    throw new LoncaError(
      'FORBIDDEN',
      'Another site may not use the session of the panel: send a bearer token.',
    )
  const principal = token ? await parts.principals.of(token) : null
  if (bearer && !principal) throw LoncaError.unauthenticated()
  return new OperationContext(parts.setting, {
    requestId: request.id,
    principal,
    set: parts.composition.setFor(principal?.blueprintKeys ?? []),
    locale: localeOf(request, principal?.locale),
    // What is uploaded or sent slowly is worked on for as long as it takes.
    hasDeadline: request.routeOptions.url === '/graphql',
    services: {
      get: (name) => (name === sessionTransportKey.name ? transportOf(request, reply) : undefined),
    },
  })
}

/** The text of the operation, wherever it stands. */
function documentOf({ body, query }: FastifyRequest): unknown {
  const sent = (body ?? query) as { query?: unknown } | undefined
  return sent?.query
}

function localeOf(request: FastifyRequest, fallback: Locale = 'en'): Locale {
  return acceptedLocale(request.headers) ?? fallback
}

function transportOf(request: FastifyRequest, reply: FastifyReply): SessionTransport {
  const secure = isSecure(request)
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    address: request.ip,
    // Looked at by those few operations that begin a session.
    get place() {
      return sessionPlace(request.headers['user-agent'], request.ip)
    },
    deviceToken: request.cookies[deviceCookieName(secure)] ?? null,
    refuseWithoutCookies: () => undefined,
    keepDevice: (token) =>
      void reply.setCookie(deviceCookieName(secure), token, { ...options, maxAge: deviceSeconds }),
    keep: (token, expires) => void reply.setCookie(cookieName(request), token, { ...options, expires }),
    forget: () => void reply.clearCookie(cookieName(request), options),
  }
}

function cookieName(request: FastifyRequest): string {
  return sessionCookieName(isSecure(request))
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
}

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
}

/** Failures outside GraphQL answer in its shape too. */
function sendFailure(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = translated(error)
  const status = (error as { statusCode?: number }).statusCode
  const extensions = { requestId: request.id }
  if (known instanceof LoncaError) {
    const { http, ...rest } = known.extensions as { http?: { status: number; headers?: Map<string, string> } }
    for (const [name, value] of http?.headers ?? []) reply.header(name, value)
    const code = http?.status ?? statuses[known.code] ?? 400
    return reply.status(code).send({ errors: [{ message: known.message, extensions: rest }], extensions })
  }
  if (status && status < 500) {
    const message =
      status === 413
        ? `A request has at most ${maxBodyBytes / 1024} KiB.`
        : 'The request cannot be read: send JSON.'
    return reply
      .status(status)
      .send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }], extensions })
  }
  log.failure(request.id, error)
  const message = 'Something went wrong on our side; the request id leads to the log.'
  return reply.status(500).send({ errors: [{ message, extensions: { code: 'INTERNAL' } }], extensions })
}

/** JSON as fastify reads it, of bodies that are no deeper than one could mean. */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    try {
      limitNesting(String(body))
    } catch (error) {
      return done(error as LoncaError)
    }
    return parse(request, String(body), done)
  })
}

/** What is no request, or one that never ends, is answered in the same shape and cut off. */
function refuseConnection({ code }: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  if (code === 'HPE_HEADER_OVERFLOW')
    endWithError(socket, 431, 'BAD_USER_INPUT', 'The address and the headers are too long.')
  else if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    endWithError(socket, 408, 'TIMEOUT', 'The request was not sent in time.')
  else endWithError(socket, 400, 'BAD_USER_INPUT', 'This is not a request of HTTP/1.1.')
  socket.destroySoon()
}

/**
 * Browsers open connections that they may need. Node counts those that said nothing yet as busy and waits for them when
 * it closes, for ever; the same for one that never ends what it says.
 */
function endSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>()
  app.server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    setTimeout(() => app.server.closeAllConnections(), requestTimeoutMs).unref()
  })
}
