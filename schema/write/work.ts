import { type EntityManager, LockMode } from '@mikro-orm/postgresql'
import { CompiledQuery, type Transaction } from 'kysely'
import { accessChanged, refuseSwitchedOff } from '../access.ts'
import { Refusal, type RefusalReason } from '../errors.ts'
import { decodeId, newId } from '../ids.ts'
import type { JobDeclaration, JobPayload } from '../job.ts'
import type { EventReaction } from '../notification.ts'
import type { Principal } from '../principal.ts'
import { Reader } from '../read/reader.ts'
import { askedAlone } from '../read/statement.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass, RecordMeta } from '../record/record-meta.ts'
import type { Relations } from '../record/relations.ts'
import type { TenantRecord } from '../record/tenant-record.ts'
import type { ChangeObserver } from './change-observer.ts'
import { enteredValues, filledWithViewer } from './entered-values.ts'
import { type EventSetting, eventRows, type RecordedEvent } from './event-rows.ts'
import { jobRows, type QueuedJob } from './job-rows.ts'

/** What writing needs to know, whichever way it is done. */
export interface WriteSetting extends EventSetting {
  readonly relations: Relations
  readonly observers: readonly ChangeObserver[]
  readonly reactions: readonly EventReaction[]
}

export interface WorkSetting extends WriteSetting {
  readonly em: EntityManager
}

/** What a transaction leaves to others once it is committed. */
export interface Settled {
  readonly hasEvents: boolean
  readonly hasJobs: boolean
  /** Whether somebody may do more or less than before. */
  readonly changesAccess: boolean
}

/** A row that a transaction made. */
export interface MadeRow {
  readonly meta: RecordMeta
  readonly id: string
}

type Input = Readonly<{ [name: string]: unknown }>

/**
 * One transaction of one tenant, as verbs see it. Entities are tracked by MikroORM; events and observers are settled
 * when the verb returns. A `Refusal` thrown anywhere undoes everything.
 */
export class Work {
  readonly read: Reader
  readonly #events: RecordedEvent[] = []
  readonly #jobs: QueuedJob[] = []
  #hasQueued = false
  #changesAccess = false
  readonly #touched = new Map<RecordMeta, Set<string>>()
  readonly #made: MadeRow[] = []

  constructor(readonly setting: WorkSetting) {
    this.read = new Reader(
      setting.principal,
      setting.relations,
      askedAlone((text, values) => this.#send(text, values)),
    )
  }

  get em(): EntityManager {
    return this.setting.em
  }

  get principal(): Principal {
    return this.setting.principal
  }

  /** The operation's time; the only business time a verb may use. */
  get now(): Date {
    return this.setting.now
  }

  /** Runs SQL in this transaction, with `$1…` placeholders. */
  async sql<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const transaction = this.em.getTransactionContext<Transaction<unknown>>()
    if (!transaction) throw new Error('Work runs inside a transaction only.')
    const result = await transaction.executeQuery<T>(CompiledQuery.raw(text, [...values]))
    return result.rows
  }

  /** A new row of the tenant, with its id known at once; `values` may bring an id of its own. */
  create<T extends TenantRecord>(record: RecordClass<T>, values: object): T {
    const row = this.em.create(record, {
      id: newId(),
      ...values,
      tenantId: this.principal.tenantId,
      version: 1,
      createdAt: this.now,
      updatedAt: this.now,
    } as never)
    this.em.persist(row)
    this.created(recordMeta(record), [row.id])
    return row
  }

  /** A reference to a row by its UUID, without reading it. */
  reference<T extends TenantRecord>(record: RecordClass<T>, id: string): T {
    return this.em.getReference(record, [this.principal.tenantId, id] as never) as T
  }

  /**
   * The row behind a caller's id, for changing it. Refuses NOT_FOUND for a row the viewer cannot see, whatever the
   * reason, FORBIDDEN for one it may only see, and CONFLICT when `version` is given and no longer the current one.
   */
  async change<T extends TenantRecord>(
    record: RecordClass<T>,
    id: string,
    version?: number,
    field: readonly string[] = ['id'],
  ): Promise<T> {
    const meta = recordMeta(record)
    const uuid = await this.seen(record, id, field)
    if (!(await this.read.reachable(meta, [uuid], 'act')).has(uuid))
      throw new Refusal([{ code: 'FORBIDDEN', field }])
    await this.changing(meta, [uuid])
    const row = await this.em.findOneOrFail(
      record,
      { tenantId: this.principal.tenantId, id: uuid } as never,
      {
        lockMode: LockMode.PESSIMISTIC_WRITE,
      },
    )
    if (version !== undefined && row.version !== version) throw new Conflict(meta, uuid)
    row.updatedAt = this.now
    return row
  }

  /** UUID of a row that the viewer may see; refuses NOT_FOUND otherwise, as for an id that does not exist. */
  async seen(record: RecordClass, id: string, field: readonly string[]): Promise<string> {
    const meta = recordMeta(record)
    refuseSwitchedOff(meta.module, this.principal)
    const decoded = decodeId(id)
    const row = decoded?.prefix === meta.prefix ? await this.read.byId(meta, decoded.uuid) : null
    if (!row) throw new Refusal([{ code: 'NOT_FOUND', field }])
    return row.id
  }

  /**
   * Reads an input into values for `create` or for assigning to an entity: checked, normalised, references looked up.
   * Refuses with every reason at once.
   */
  async entered(
    record: RecordClass,
    input: Input,
    mode: 'create' | 'update',
  ): Promise<{ [name: string]: unknown }> {
    const meta = recordMeta(record)
    const { values, references, reasons } = enteredValues(meta, input, mode)
    const missing: RefusalReason[] = []
    await Promise.all(
      references.map(async ({ attribute, id }) => {
        const target = attribute.reference?.target()
        if (!target) return
        if (id === null) {
          values[attribute.name] = null
          return
        }
        refuseSwitchedOff(recordMeta(target).module, this.principal)
        const decoded = decodeId(id)
        const known = decoded?.prefix === recordMeta(target).prefix && (await this.read.byTypedId(target, id))
        if (known) values[attribute.name] = this.reference(target, known.id)
        else missing.push({ code: 'NOT_FOUND', field: [`${attribute.name}Id`] })
      }),
    )
    if (mode === 'create') {
      for (const { name, reference } of filledWithViewer(meta))
        values[name] = this.reference(reference.target(), this.principal.membershipId)
    }
    if (reasons.length + missing.length > 0) throw new Refusal([...reasons, ...missing])
    return values
  }

  /** Writes a fact; it is stored with the change, in the same transaction. */
  tell(
    type: string,
    subject: TenantRecord & { branch?: { id: string } | null },
    payload: RecordedEvent['payload'] = {},
  ): void {
    const meta = recordMeta(subject.constructor as RecordClass)
    this.tellOf(type, { meta, id: subject.id }, subject.branch?.id ?? null, payload)
  }

  tellOf(
    type: string,
    subject: RecordedEvent['subject'],
    branchId: string | null,
    payload: RecordedEvent['payload'] = {},
  ): void {
    this.#events.push({ type, subject, branchId, payload })
  }

  /**
   * Queues a job with the change: it exists once the transaction commits, and never when it does not.
   *
   * @param options.at when it is due, by the injected clock; default: now.
   * @param options.key a second job of the same kind and key is not queued while the first one waits.
   */
  enqueue<P extends JobPayload>(
    job: JobDeclaration<P>,
    payload: P,
    options: { readonly at?: Date; readonly key?: string } = {},
  ): void {
    this.#jobs.push({ job, payload, at: options.at ?? this.now, key: options.key ?? null })
  }

  /** Says that a verb queued jobs by itself, so that workers look for them after the commit. */
  queuedJobs(): void {
    this.#hasQueued = true
  }

  /** Makes what somebody may do take effect with the commit, in every process and on every open socket. */
  async accessChanges(): Promise<void> {
    this.#changesAccess = true
    await this.sql(accessChanged)
  }

  /** Announces rows that are about to change; bulk verbs that write SQL call it themselves. */
  async changing(meta: RecordMeta, ids: readonly string[]): Promise<void> {
    const known = this.#touched.get(meta)
    const fresh = ids.filter((id) => !known?.has(id))
    if (fresh.length === 0) return
    for (const observer of this.#observersOf(meta)) await observer.before(this, fresh)
    for (const id of fresh) this.#touch(meta, id)
  }

  /** Announces rows that a bulk verb has inserted. */
  created(meta: RecordMeta, ids: readonly string[]): void {
    for (const id of ids) {
      this.#touch(meta, id)
      this.#made.push({ meta, id })
    }
  }

  /** The rows that this transaction has made so far, in the order in which they were made. */
  get made(): readonly MadeRow[] {
    return this.#made
  }

  async flush(): Promise<void> {
    await this.em.flush()
  }

  /** Settles the transaction: writes entities, lets observers compare, stores events and jobs. Called by `write`. */
  async settle(): Promise<Settled> {
    await this.flush()
    for (const [meta, ids] of this.#touched) {
      for (const observer of this.#observersOf(meta)) await observer.after(this, [...ids])
    }
    await this.#react()
    if (this.#events.length > 0) await this.#store(eventRows(this.#events, this.setting))
    if (this.#jobs.length > 0) await this.#store(jobRows(this.#jobs, this.setting))
    return {
      hasEvents: this.#events.length > 0,
      hasJobs: this.#hasQueued || this.#jobs.length > 0,
      changesAccess: this.#changesAccess,
    }
  }

  #observersOf(meta: RecordMeta): readonly ChangeObserver[] {
    return this.setting.observers.filter((observer) => recordMeta(observer.record()) === meta)
  }

  async #react(): Promise<void> {
    const told = [...this.#events]
    for (const reaction of this.setting.reactions) {
      const events = told.filter(({ type }) => reaction.on.includes(type))
      if (events.length > 0) await reaction.told(this, events)
    }
  }

  #touch(meta: RecordMeta, id: string): void {
    const ids = this.#touched.get(meta)
    if (ids) ids.add(id)
    else this.#touched.set(meta, new Set([id]))
  }

  async #store({
    text,
    values,
  }: {
    readonly text: string
    readonly values: readonly unknown[]
  }): Promise<void> {
    await this.sql(text, values)
  }

  async #send(text: string, values: readonly unknown[]): Promise<readonly unknown[]> {
    const [row] = await this.sql(text, values)
    return Object.values(row ?? {})
  }
}

/** An update was made from a version that is no longer the current one. */
export class Conflict extends Refusal {
  constructor(
    readonly meta: RecordMeta,
    readonly id: string,
  ) {
    super([{ code: 'CONFLICT', field: ['version'] }])
  }
}
