import { encodeId, type RequestContext, recordMeta, viewerOf } from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { refuseAuditReader } from './audit-readers.ts'
import { cursorOf, type StoredEvent, storedEvents } from './event-page.ts'
import { eventModule, eventTitle } from './event-title.ts'
import type { EventFilter } from './tenant-event.ts'

const pageSize = 500

const headings = {
  tr: ['Zaman', 'Kim', 'Tür', 'İşlem', 'Olay', 'Modül', 'Kayıt', 'Kayıt kimliği', 'İstek', 'Ayrıntı'],
  en: ['When', 'Who', 'Kind', 'Action', 'Event', 'Module', 'Record', 'Record id', 'Request', 'Details'],
}

/**
 * The log as CSV in pieces, newest first, as far as the viewer sees it; that it was taken out is told in the log
 * before the first piece. Read page by page, so that a log of any length can be sent.
 */
export async function auditCsv(
  context: RequestContext,
  filter: EventFilter,
): Promise<AsyncGenerator<string>> {
  const viewer = viewerOf(context)
  refuseAuditReader(viewer)
  // What is asked for must be sound before it is told that it was taken.
  const first = await storedEvents(context.read, context.set, { first: pageSize, filter })
  await context.write(async (work) =>
    work.tellOf('auditLog.exported', { meta: recordMeta(Tenant), id: viewer.tenantId }, null, {
      filtered: Object.values(filter).some((value) => value != null),
    }),
  )
  return pieces(context, filter, first)
}

async function* pieces(
  context: RequestContext,
  filter: EventFilter,
  first: readonly StoredEvent[],
): AsyncGenerator<string> {
  // Spreadsheets take a file for UTF-8 only with the mark, and semicolons where commas are decimal marks.
  yield `\uFEFF${csvRow(headings[context.locale])}`
  for (let page = first; page.length > 0; ) {
    yield page.map((event) => csvRow(cells(context, event))).join('')
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    page = await storedEvents(context.read, context.set, { first: pageSize, after: cursorOf(last), filter })
  }
}

function cells({ set, locale }: RequestContext, event: StoredEvent): string[] {
  const record = event.subjectType ? set.relations.byName.get(event.subjectType) : undefined
  const subject = record && !record.internal && event.subjectId
  return [
    event.occurredAt,
    event.actorName ?? '',
    event.actorKind,
    eventTitle(set, event.type)[locale],
    event.type,
    eventModule(set, event.type, event.subjectType)?.title[locale] ?? '',
    subject ? record.title[locale] : '',
    subject ? encodeId(record.prefix, subject) : '',
    event.requestId ?? '',
    JSON.stringify(event.payload),
  ]
}

/** Quoted, and with nothing at the start that a spreadsheet would take for a formula. */
function csvRow(row: readonly string[]): string {
  const safe = (cell: string) => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell)
  return `${row.map((cell) => `"${safe(cell).replaceAll('"', '""')}"`).join(';')}\r\n`
}
