import { newId } from '../ids.ts'
import type { Principal } from '../principal.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { messageOf, Slot, Statement } from './statement.ts'

/** Who looks at something, when and with which operation: what an entry about health data says beside the records. */
export interface Viewing {
  readonly principal: Principal
  readonly now: Date
  readonly requestId: string
  /** SHA-256 of the document, in hexadecimal digits; null where nobody sent one. */
  readonly documentHash: string | null
  /** What was said about why; null: nothing. */
  readonly reason: string | null
}

/** Stands before a record that health data is shown of, in the text that PostgreSQL writes; see `splice`. */
export const healthMark = '\u0001h'

const uuidLength = 36

/** Records of an operation whose health data its answer holds and that were not written down yet, by UUID. */
export class SeenHealth {
  #seen = new Map<RecordMeta, Set<string>>()
  readonly #written = new Set<string>()

  get isEmpty(): boolean {
    return this.#seen.size === 0
  }

  add(meta: RecordMeta, uuid: string): void {
    if (this.#written.has(`${meta.prefix}_${uuid}`)) return
    let uuids = this.#seen.get(meta)
    if (!uuids) {
      uuids = new Set()
      this.#seen.set(meta, uuids)
    }
    uuids.add(uuid)
  }

  /** A statement that answered this wrote down what it shows; it is answered again in another way. */
  writtenWith(answer: string): void {
    for (const piece of answer.split(healthMark).slice(1))
      this.#written.add(piece.slice(0, piece.indexOf('_') + 1 + uuidLength))
  }

  /** The message that writes them down, once; null when there are none. */
  message(viewing: () => Viewing): { readonly text: string; readonly values: readonly unknown[] } | null {
    if (this.isEmpty) return null
    const seen = this.#seen
    this.#seen = new Map()
    const known = viewing()
    const statement = new Statement(known.principal.tenantId)
    const metas = [...seen.keys()]
    const prefixes = metas.flatMap((meta) => [...(seen.get(meta) ?? [])].map(() => meta.prefix))
    const uuids = metas.flatMap((meta) => [...(seen.get(meta) ?? [])])
    const rows = `unnest(${statement.value(prefixes, 'text[]')}, ${statement.value(uuids, 'uuid[]')}) one(prefix, uuid)`
    const insert = insertSql(statement, metas, rows, known)
    return { text: messageOf(['true'], [`noted as (${insert})`]), values: statement.values }
  }
}

/**
 * Writes down whose health data a message answers, by the marks in the answers at these places; the last part of that
 * message (see `messageOf`). A template takes who looks from the moment at which it is sent.
 */
export function notedSql(
  statement: Statement,
  metas: Iterable<RecordMeta>,
  places: readonly number[],
  viewing: Viewing | null,
): string {
  const answers = `concat(${places.map((place) => `answered.answer${place}`).join(', ')})`
  const marked =
    `(select split_part(mark, '_', 1) as prefix, substr(mark, strpos(mark, '_') + 1, 36)::uuid as uuid ` +
    `from answered, string_to_table(${answers}, chr(1) || 'h') with ordinality piece(mark, place) where place > 1) one`
  return insertSql(statement, [...metas], marked, viewing)
}

/** One entry for each kind of record; `rows` yields `prefix` and `uuid` of each as `one`. */
function insertSql(
  statement: Statement,
  metas: readonly RecordMeta[],
  rows: string,
  viewing: Viewing | null,
): string {
  const value = (read: (viewing: Viewing) => unknown, type: string) => {
    if (viewing) return statement.value(read(viewing), type)
    return statement.value(new Slot(({ viewing: seenBy }) => seenBy && read(seenBy), null), type)
  }
  const now = value(({ now: at }) => at.toISOString(), 'timestamptz')
  const kinds = [
    value(() => metas.map(() => newId()), 'uuid[]'),
    value(() => metas.map(({ name }) => name), 'text[]'),
    value(() => metas.map(({ prefix }) => prefix), 'text[]'),
  ]
  const columns: readonly (readonly [string, string])[] = [
    ['tenant_id', statement.tenant],
    ['id', 'kind.id'],
    ['created_at', now],
    ['updated_at', now],
    ['seen_at', now],
    ['actor', value(({ principal }) => actors[principal.actor], 'text')],
    [
      'member_id',
      value(({ principal }) => (principal.actor === 'system' ? null : principal.membershipId), 'uuid'),
    ],
    ['api_key_id', value(({ principal }) => principal.apiKeyId, 'uuid')],
    ['record_type', 'kind.name'],
    ['record_prefix', 'kind.prefix'],
    ['record_uuids', 'seen.uuids'],
    ['document_hash', value(({ documentHash }) => documentHash, 'text')],
    ['reason', value(({ reason }) => reason, 'text')],
    ['request_id', value(({ requestId }) => requestId, 'text')],
  ]
  return (
    `insert into health_accesses (${columns.map(([name]) => name).join(', ')}) ` +
    `select ${columns.map(([, sql]) => sql).join(', ')} ` +
    `from (select prefix, array_agg(distinct uuid) as uuids from ${rows} group by prefix) seen ` +
    `join unnest(${kinds.join(', ')}) kind(id, name, prefix) on kind.prefix = seen.prefix`
  )
}

const actors = { user: 'USER', 'api-key': 'API_KEY', system: 'SYSTEM' } as const
