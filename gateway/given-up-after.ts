import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
  onResponseHookHandler,
} from 'fastify'
import { LoncaError } from '../schema/index.ts'

/** How late a request may be noticed whose time is over. */
const sweptEveryMs = 500

interface Open {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly until: number
  place: number
}

declare module 'fastify' {
  interface FastifyRequest {
    open: Open | null
  }
}

/**
 * Hooks of a route that answer for it when a request, its body included, takes longer than this. Fastify's
 * `handlerTimeout` would do the same, with a timer and an error with its stack for every request that ends in time.
 */
export function givenUpAfter(
  app: FastifyInstance,
  milliseconds: number,
): {
  onRequest: onRequestHookHandler
  onResponse: onResponseHookHandler
} {
  // No map: the tables that V8 leaves behind as one changes hold on to what was in them, and each to the next, so that
  // requests outlive the collections that are cheap.
  const open: Open[] = []
  const close = ({ request, place }: Open) => {
    request.open = null
    const last = open.pop()
    if (!last || last.place === place) return
    last.place = place
    open[place] = last
  }
  const sweep = () => {
    const now = performance.now()
    for (const one of open.filter(({ until }) => until <= now)) {
      close(one)
      giveUp(one.request, one.reply)
    }
  }
  const timer = setInterval(sweep, sweptEveryMs).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
  app.decorateRequest('open', null)
  return {
    onRequest: (request, reply, done) => {
      request.open = { request, reply, until: performance.now() + milliseconds, place: open.length }
      open.push(request.open)
      done()
    },
    onResponse: (request, _reply, done) => {
      if (request.open) close(request.open)
      done()
    },
  }
}

function giveUp(request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent) return
  // What is still to come is not waited for.
  if (!request.raw.complete) reply.header('connection', 'close')
  const http = { status: 503, headers: new Map([['retry-after', '2']]) }
  const message = 'This took too long and was given up. Ask for less at a time.'
  reply.send(new LoncaError('TIMEOUT', message, { http }))
}
