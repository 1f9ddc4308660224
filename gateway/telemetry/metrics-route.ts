import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { bearerToken } from '../session-cookie.ts'
import type { Telemetry } from './telemetry.ts'

/**
 * Serves the metrics at /metrics to whoever sends the token of the settings. Without a token in the settings there is no
 * such address: where a request comes from says nothing behind a proxy on the same machine.
 */
export function serveMetrics(app: FastifyInstance, telemetry: Telemetry, token: string): void {
  const expected = digest(token)
  app.get('/metrics', async (request, reply) => {
    const given = bearerToken(request.headers.authorization)
    if (!given || !timingSafeEqual(digest(given), expected)) {
      return reply.status(401).header('www-authenticate', 'Bearer').send({ status: 'unauthorised' })
    }
    return reply.type(telemetry.metrics.contentType).send(await telemetry.metricsText())
  })
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
