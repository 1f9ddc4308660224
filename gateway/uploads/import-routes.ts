import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ImportRun, reportCsv } from '../../modules/imports/index.ts'
import { LoncaError, reachInto, recordMeta, viewerOf } from '../../schema/index.ts'
import type { OperationContext } from '../operation-context.ts'
import type { UploadStore } from './upload-store.ts'

export interface ImportRoutesParts {
  readonly uploads: UploadStore
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<OperationContext>
}

/**
 * `PUT /uploads/<id>?…` takes a file at an address from `createUpload`, and needs no session: the signature is the
 * permission. `GET /imports/<id>/report.csv` gives the report of an import to those who may see it.
 */
export async function importRoutes(
  app: FastifyInstance,
  { uploads, contextOf }: ImportRoutesParts,
): Promise<void> {
  // Bodies of any type go to the disk as they come; nothing parses them here.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  app.put<{ Params: { id: string } }>(
    '/uploads/:id',
    { bodyLimit: uploads.maxBytes },
    async (request, reply) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([])
      await uploads.receive(request.params.id, request.query as Record<string, unknown>, body)
      return reply.status(204).send()
    },
  )
  app.get<{ Params: { id: string } }>('/imports/:id/report.csv', async (request, reply) => {
    const context = await contextOf(request, reply)
    if (reachInto(recordMeta(ImportRun), 'see', viewerOf(context)) === 'none')
      throw new LoncaError('FORBIDDEN', 'Your role does not allow this: the report of an import.', {
        http: { status: 403 },
      })
    const report = await reportCsv(context, request.params.id)
    if (!report) throw new LoncaError('NOT_FOUND', 'There is no such import.', { http: { status: 404 } })
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${request.params.id}.csv"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(Readable.from(report))
  })
}
