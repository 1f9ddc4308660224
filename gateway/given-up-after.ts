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

interface Timed {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly until: number
  place: number
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Where it stands among those that are given up when their time is over; null before and after. */
    timed: Timed | null
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
  const open: Timed[] = []
  const close = ({ request, place }: Timed) => {
    request.timed = null
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
  if (!app.hasRequestDecorator('timed')) app.decorateRequest('timed', null)
  return {
    onRequest: (request, reply, done) => {
      request.timed = { request, reply, until: performance.now() + milliseconds, place: open.length }
      open.push(request.timed)
      done()
    },
    onResponse: (request, _reply, done) => {
      if (request.timed) close(request.timed)
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
