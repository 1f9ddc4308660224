import { type RequestContext, Statement, viewerOf } from '../../schema/index.ts'
import type { FileUse } from './files.types.ts'
import { mediaTypes } from './media-types.ts'
import { fileLimitsKey } from './storage.ts'

/** What is used of the room for files, and what may be sent. */
export async function fileUse(context: RequestContext): Promise<FileUse> {
  const statement = new Statement(viewerOf(context).tenantId)
  const plan = `select coalesce(sum(f.size_bytes), 0)::text from stored_files f
    where f.tenant_id = ${statement.tenant} and f.state in ('WAITING', 'READY')`
  const limits = context.service(fileLimitsKey)
  return {
    usedBytes: (await context.read.ask(statement, plan)) as string,
    quotaBytes: String(limits.tenantBytes),
    imageMaxBytes: limits.imageBytes,
    documentMaxBytes: limits.documentBytes,
    mediaTypes: Object.keys(mediaTypes),
  }
}
