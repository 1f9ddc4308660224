import type { FastifyReply, FastifyRequest, onRequestHookHandler, onResponseHookHandler } from 'fastify'
import { LoncaError } from '../schema/index.ts'

/**
 * Hooks of a route that answer for it when a request, its body included, takes longer than this. Fastify's
 * `handlerTimeout` would do the same, and make an error with its stack for every request that ends in time.
 */
export function givenUpAfter(milliseconds: number): {
  onRequest: onRequestHookHandler
  onResponse: onResponseHookHandler
} {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>()
  return {
    onRequest: (request, reply, done) => {
      timers.set(request, setTimeout(giveUp, milliseconds, request, reply))
      done()
    },
    onResponse: (request, _reply, done) => {
      clearTimeout(timers.get(request))
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
