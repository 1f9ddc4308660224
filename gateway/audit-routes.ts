import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditCsv } from '../modules/audit/index.ts'
import { LoncaError } from '../schema/index.ts'
import type { OperationContext } from './operation-context.ts'

const text = z.string().max(200).optional()
const list = z
  .string()
  .max(2000)
  .transform((names) => names.split(',').filter(Boolean))
  .optional()
const moment = z.iso
  .datetime({ offset: true })
  .transform((at) => new Date(at))
  .optional()
const asked = z.strictObject({
  types: list,
  modules: list,
  actorId: text,
  actorKind: text,
  subjectType: text,
  subjectId: text,
  from: moment,
  to: moment,
})

/** `GET /audit/log.csv?…` sends the event log to those who may read it; the query takes what `EventFilter` takes. */
export async function auditRoutes(
  app: FastifyInstance,
  parts: { readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<OperationContext> },
): Promise<void> {
  app.get('/audit/log.csv', async (request, reply) => {
    const context = await parts.contextOf(request, reply)
    // A link on another site would have the log told of an export that nobody wanted.
    if (request.headers['sec-fetch-site'] === 'cross-site')
      throw new LoncaError('FORBIDDEN', 'The audit log is downloaded from the panel.')
    const filter = asked.safeParse(request.query)
    if (!filter.success) throw LoncaError.badInput('The filter of the audit log cannot be read.')
    const csv = await auditCsv(context, filter.data)
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="lonca-audit-log.csv"')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(Readable.from(csv))
  })
}
