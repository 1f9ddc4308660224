import { newId } from '../ids.ts'
import type { Principal } from '../principal.ts'
import { selectList } from '../read/columns.ts'
import { reachSql } from '../read/reach.ts'
import type { Row } from '../read/reader.ts'
import { messageOf, Statement } from '../read/statement.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta, Verb } from '../record/record-meta.ts'
import type { StatementChange } from './change-observer.ts'
import { insertEventsSql, type RecordedEvent } from './event-rows.ts'
import type { WriteSetting } from './work.ts'

/** An event that is told where a part yields the row of its subject. */
export interface StatementEvent extends Pick<RecordedEvent, 'type' | 'subject' | 'payload'> {
  /** Name of the part. */
  readonly part: string
  /** The whole payload as SQL over the part; `payload` is what is known of it before the statement is sent. */
  readonly payloadSql: string
  /** The subject is made by the statement, so that nothing was told of it before. */
  readonly isNew: boolean
  /** What else the verb knows of the subject. */
  readonly known: Readonly<{ [name: string]: unknown }>
}

/** What a statement wrote: the row as the viewer sees it, null when it is beyond their reach by now. */
export interface Written {
  readonly row: Row | null
}

/** Binds the rows of a part to the operation's Idempotency-Key: SQL that inserts the key, once, where there is a row. */
export type ClaimSql = (statement: Statement, rows: string) => string

/**
 * All that a verb writes, as parts (common table expressions) of one statement that sets its tenant itself. PostgreSQL
 * carries out all of it or nothing, in one round trip: the first part holds every check, each further one is made of
 * rows of those before it, so that nothing is written where a check fails. The parts see the database as it was before
 * the statement, and each other's rows only by name.
 */
export class WriteStatement extends Statement {
  readonly #parts = new Map<string, string>()
  readonly #events: string[] = []
  readonly #new = new Set<string>()
  #isWhole = true

  constructor(
    readonly setting: WriteSetting,
    private readonly claim: ClaimSql | null,
  ) {
    super(setting.principal.tenantId)
  }

  get principal(): Principal {
    return this.setting.principal
  }

  /** The operation's time as a placeholder. */
  now(): string {
    return this.value(this.setting.now.toISOString(), 'timestamptz')
  }

  /** Adds a part; returns its name. A second one of the same name is more than one statement can tell apart. */
  part(name: string, sql: string): string {
    if (this.#parts.has(name)) this.#isWhole = false
    this.#parts.set(name, sql)
    return name
  }

  /** The rows to start from, with every check in the condition, those that lock rows included; its part's name. */
  permitted(rows: string): string {
    this.part('asked', rows)
    if (!this.claim) return 'asked'
    this.part('claimed', this.claim(this, 'asked'))
    return this.part('permitted', 'select * from asked where exists (select from claimed)')
  }

  /** A row of the record's table made of values by column, to be selected from; what is left out is null. */
  rowOf(meta: RecordMeta, values: Readonly<{ [column: string]: unknown }>): string {
    return `jsonb_populate_record(null::${meta.table}, ${this.value(JSON.stringify(values), 'jsonb')})`
  }

  /** A condition: the viewer may see (or act on) the record behind the UUID that `id` yields. */
  reaches(meta: RecordMeta, verb: Verb, id: string): string {
    const target = this.alias()
    const reach = reachSql(meta, verb, target, this.principal, this.setting.relations, this)
    return `(select true from ${meta.table} ${target}
      where ${target}.tenant_id = ${this.tenant} and ${target}.id = ${id} and ${reach})`
  }

  /** Lets observers follow a change. One that cannot in a statement makes it incomplete. */
  changed(change: StatementChange): void {
    if (change.before === null) this.#new.add(change.after)
    for (const observer of this.setting.observers) {
      if (recordMeta(observer.record()) !== change.meta) continue
      if (observer.inStatement) observer.inStatement(this, change)
      else this.#isWhole = false
    }
  }

  /**
   * Writes a fact where a part yields the row of its subject; `computed` is what of the payload only SQL knows. What is
   * said of a change by `changed` is said before.
   */
  tell(
    type: string,
    subject: RecordedEvent['subject'],
    part: string,
    payload: RecordedEvent['payload'] = {},
    computed: Readonly<{ [name: string]: string }> = {},
    known: StatementEvent['known'] = {},
  ): void {
    const pairs = Object.entries(computed).map(([name, sql]) => `'${name}', ${sql}`)
    const given = this.value(JSON.stringify(payload), 'jsonb')
    const payloadSql = pairs.length > 0 ? `${given} || jsonb_build_object(${pairs.join(', ')})` : given
    const branch = subject.meta.attributes.get('branch')?.reference ? `${part}.branch_id` : 'null::uuid'
    this.tellOf(type, subject.meta, part, branch, payloadSql)
    const event = { type, subject, part, payload, payloadSql, isNew: this.#new.has(part), known }
    for (const reaction of this.setting.reactions) {
      if (!reaction.on.includes(type)) continue
      if (reaction.inStatement) reaction.inStatement(this, event)
      else this.#isWhole = false
    }
  }

  /** Writes a fact about the row that a part yields, and nothing follows from it. */
  tellOf(type: string, meta: RecordMeta, part: string, branchSql: string, payloadSql: string): void {
    this.#events.push(
      `select ${this.value(newId(), 'uuid')} as id, '${type}' as type, ${branchSql} as branch_id,
         '${meta.name}' as subject_type, ${part}.id as subject_id, ${payloadSql} as payload from ${part}`,
    )
  }

  /** Says that the verb needs a transaction after all. */
  incomplete(): void {
    this.#isWhole = false
  }

  /** The message that writes everything and answers with the row of a part; null when it would not be everything. */
  message(meta: RecordMeta, rows: string): string | null {
    if (!this.#isWhole) return null
    this.part('told', insertEventsSql(this, this.#events.join(' union all '), this.setting))
    const reach = reachSql(meta, 'see', rows, this.principal, this.setting.relations, this)
    const row = `select row_to_json(one) from
      (select ${selectList(meta, rows, this.principal)} from ${rows} where ${reach}) one`
    const claimed = this.claim ? 'exists (select from claimed)' : 'true'
    const plan = `select case when exists (select from asked) then
      json_build_object('claimed', ${claimed}, 'row', (${row})) end`
    const parts = [...this.#parts].map(([name, sql]) => `${name} as materialized (${sql})`)
    return messageOf([plan], parts)
  }
}
