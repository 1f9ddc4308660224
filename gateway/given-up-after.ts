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
  // In the order of their arrival.
  const open = new Map<FastifyRequest, { readonly reply: FastifyReply; readonly until: number }>()
  const sweep = () => {
    const now = performance.now()
    for (const [request, { reply, until }] of open) {
      if (until > now) return
      open.delete(request)
      giveUp(request, reply)
    }
  }
  const timer = setInterval(sweep, sweptEveryMs).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
  return {
    onRequest: (request, reply, done) => {
      open.set(request, { reply, until: performance.now() + milliseconds })
      done()
    },
    onResponse: (request, _reply, done) => {
      open.delete(request)
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
