import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { addressRefused } from './exactly.ts'
import type { FileDoor, HandedOver } from './file-door.ts'

export interface FileRoutesParts {
  readonly door: FileDoor
  /** Largest file that is taken, in bytes. */
  readonly maxBytes: number
}

const drainedBytes = 1024 * 1024

type Asked = { Params: { id: string }; Querystring: Record<string, unknown> }

/**
 * `PUT /files/<id>?…` takes a file and `GET /files/<id>?…` gives one, at addresses that GraphQL gave out. Neither needs
 * a session: the signature is the permission.
 */
export async function fileRoutes(app: FastifyInstance, { door, maxBytes }: FileRoutesParts): Promise<void> {
  // Bodies of any type go to the storage as they come; nothing parses them here.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  app.put<Asked>('/files/:id', { bodyLimit: maxBytes }, async (request, reply) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    const length = request.headers['content-length']
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    const sizeBytes = length === undefined ? null : Number(length)
    try {
      await door.receive(request.params.id, request.query, { mediaType, sizeBytes }, body)
    } catch (error) {
      // Whoever still has much to send is cut off; a short rest is read, so that the answer arrives.
      if (sizeBytes === null || sizeBytes > drainedBytes) reply.header('connection', 'close')
      throw isBrokenOff(error) ? addressRefused('BAD_USER_INPUT', 400, 'The sender broke off.') : error
    }
    return reply.status(204).send()
  })
  app.get<Asked>('/files/:id', async (request, reply) =>
    handOver(reply, await door.give(request.params.id, request.query)),
  )
}

function handOver(reply: FastifyReply, given: HandedOver): FastifyReply {
  reply.header('cross-origin-resource-policy', 'same-origin')
  if ('location' in given) return reply.header('cache-control', 'no-store').redirect(given.location, 302)
  return reply
    .header(
      'content-type',
      given.mediaType.startsWith('text/') ? `${given.mediaType}; charset=utf-8` : given.mediaType,
    )
    .header('content-length', given.sizeBytes)
    .header('content-disposition', given.disposition)
    .header('content-security-policy', policyOf(given.mediaType))
    .header('cache-control', given.isThumbnail ? 'private, max-age=300, immutable' : 'private, no-store')
    .send(Readable.from(given.bytes))
}

/** Whatever a file holds, it runs nothing here. Browsers show no PDF in a sandbox; their viewer is one. */
function policyOf(mediaType: string): string {
  return mediaType === 'application/pdf'
    ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
    : "default-src 'none'; sandbox"
}

function isBrokenOff(error: unknown): boolean {
  return ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(
    (error as { code?: string }).code ?? '',
  )
}
