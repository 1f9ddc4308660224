import {
  newId,
  type RecordImportKind,
  type RecordMeta,
  recordMeta,
  type Work,
} from '../../../schema/index.ts'
import { Customer } from '../../customers/index.ts'
import { type Remark, remark } from '../remarks.ts'
import { insertRows, updateRows } from '../writing/bulk-rows.ts'
import { forgetNumbers, recordsByNumber } from '../writing/external-numbers.ts'
import { archiveRows, inUse } from '../writing/in-use.ts'
import type { GivenRow, ImportTarget, RunFacts, Undoing, UndoneLine, WrittenLine } from './target.ts'

/** A row of the record while a batch is merged into it. */
interface Target {
  readonly id: string
  readonly isNew: boolean
  version: number
  isChanged: boolean
  readonly values: Record<string, unknown>
}

interface Draft {
  readonly row: GivenRow
  readonly target: Target
  readonly isCreated: boolean
  readonly filled: Record<string, unknown>
  readonly remarks: Remark[]
}

/**
 * Rows of whatever record a blueprint declares for import. A row that is there already, by the declared attributes,
 * has its blanks filled and its higher values kept; nothing else of it is overwritten.
 */
export class RecordsTarget implements ImportTarget {
  readonly #meta: RecordMeta

  constructor(
    private readonly run: RunFacts,
    private readonly kind: RecordImportKind,
  ) {
    this.#meta = recordMeta(kind.record())
  }

  async write(work: Work, rows: readonly GivenRow[]): Promise<WrittenLine[]> {
    const results = new Map<number, WrittenLine>()
    const sound: { row: GivenRow; values: Record<string, unknown>; remarks: Remark[] }[] = []
    const references = await this.#references(work, rows)
    for (const row of rows) {
      const { values, remarks } = this.#checked(row, references)
      if (remarks.some(({ effect }) => effect === 'refused'))
        results.set(row.line, { line: row.line, outcome: 'REFUSED', remarks })
      else sound.push({ row, values, remarks })
    }
    const known = await this.#stored(
      work,
      sound.map(({ values }) => values),
    )
    const drafts = sound.map((one) => this.#place(known, one))
    const targets = [...new Set(drafts.map(({ target }) => target))]
    await this.#store(work, targets)
    for (const draft of drafts) results.set(draft.row.line, this.#finished(draft))
    return rows.map(({ line }) => results.get(line) as WrittenLine)
  }

  async undo(work: Work, lines: readonly UndoneLine[]): Promise<Map<string, Undoing>> {
    const meta = this.#meta
    const ids = [...new Set(lines.map(({ recordId }) => recordId))]
    const fields = this.kind.fields.map(({ name }) => name)
    const stored = new Map(
      (await this.#read(work, 't.id = any($2::uuid[])', [ids])).map((one) => [one.id, one]),
    )
    const own = await work.sql<{ id: string; version: number }>(
      `select record_uuid as id, max((changes ->> 'version')::int) as version from import_lines
       where tenant_id = $1 and run_id = $2 and record_uuid = any($3::uuid[])
       group by record_uuid having bool_or(outcome = 'CREATED')`,
      [work.principal.tenantId, this.run.runId, ids],
    )
    const owned = new Map(own.map(({ id, version }) => [id, version]))
    const unchanged = own.filter(({ id, version }) => stored.get(id)?.version === version).map(({ id }) => id)
    const used = await inUse(work, meta, unchanged, [])
    const removed = new Set(unchanged.filter((id) => !used.has(id)))
    const undone = new Map<string, Undoing>()
    const restored = new Set<Target>()
    for (const { id, recordId, changes } of lines) {
      const target = stored.get(recordId)
      if (!target || removed.has(recordId)) undone.set(id, { undone: 'REMOVED' })
      else if (owned.has(recordId))
        undone.set(id, { undone: 'KEPT', keptBecause: used.has(recordId) ? 'IN_USE' : 'CHANGED_SINCE' })
      else {
        undone.set(id, { undone: 'RESTORED' })
        for (const [name, value] of Object.entries(changes.filled ?? {})) {
          // A higher value that took the place of another one stays: the lower one is not known any more.
          if (value === null || target.values[name] !== value) continue
          target.values[name] = null
          restored.add(target)
        }
      }
    }
    await updateRows(
      work,
      meta,
      fields,
      [...restored].map(({ id, values }) => ({ id, ...values })),
    )
    for (const { id } of restored)
      work.tellOf(`${meta.events}.updated`, { meta, id }, null, { source: 'IMPORT' })
    await archiveRows(work, meta, [...removed])
    await forgetNumbers(work, this.run.runId, [...removed])
    return undone
  }

  /** Records behind the numbers that reference fields hold, by field and number. */
  async #references(
    work: Work,
    rows: readonly GivenRow[],
  ): Promise<Map<string, ReadonlyMap<string, string>>> {
    const found = new Map<string, ReadonlyMap<string, string>>()
    for (const { name } of this.kind.fields) {
      const reference = this.#meta.attributes.get(name)?.reference
      if (!reference) continue
      const numbers = [
        ...new Set(rows.map(({ values }) => values[name]).filter((one) => typeof one === 'string')),
      ]
      const target = recordMeta(reference.target())
      const known = new Map<string, string>()
      if (target === recordMeta(Customer)) {
        const typed = await work.sql<{ number: string; id: string }>(
          `select external_ref as number, id from customers
           where tenant_id = $1 and external_ref = any($2::text[]) and archived_at is null order by id desc`,
          [work.principal.tenantId, numbers],
        )
        for (const { number, id } of typed) known.set(number, id)
      }
      for (const { number, recordId } of (await recordsByNumber(work, target, numbers)).values())
        known.set(number, recordId)
      found.set(name, known)
    }
    return found
  }

  #checked(row: GivenRow, references: ReadonlyMap<string, ReadonlyMap<string, string>>) {
    const values: Record<string, unknown> = {}
    const remarks: Remark[] = []
    for (const { name, onProblem } of this.kind.fields) {
      const attribute = this.#meta.attributes.get(name)
      const value = row.values[name] ?? null
      values[name] = value
      if (value === null || !attribute) continue
      const given = String(value)
      const effect = onProblem === 'drop' && attribute.optional ? 'dropped' : 'refused'
      if (attribute.reference) {
        values[name] = references.get(name)?.get(given) ?? null
        const isCustomer = attribute.reference.target() === Customer
        if (values[name] === null)
          remarks.push(
            remark(isCustomer ? 'CUSTOMER_UNKNOWN' : 'REFERENCE_UNKNOWN', effect, { field: name, given }),
          )
      } else if (attribute.normalise && typeof value === 'string') {
        values[name] = attribute.normalise(value)
        if (values[name] === null) remarks.push(remark('INVALID', effect, { field: name, given }))
      }
    }
    return { values, remarks }
  }

  async #stored(work: Work, rows: readonly Record<string, unknown>[]): Promise<Target[]> {
    const parts = this.kind.matchBy.map(
      (name, index) => `t.${this.#columnOf(name)} = any($${index + 2}::text[])`,
    )
    const given = this.kind.matchBy.map((name) =>
      rows.map((values) => values[name]).filter((one) => one !== null),
    )
    return rows.length === 0 ? [] : this.#read(work, `(${parts.join(' or ')})`, given)
  }

  async #read(work: Work, where: string, values: readonly unknown[]): Promise<Target[]> {
    const columns = this.kind.fields.map(({ name }) => `'${name}', t.${this.#columnOf(name)}`)
    const rows = await work.sql<{ id: string; version: number; values: Record<string, unknown> }>(
      `select t.id, t.version, jsonb_build_object(${columns.join(', ')}) as values from ${this.#meta.table} t
       where t.tenant_id = $1 and t.archived_at is null and ${where} order by t.id for update`,
      [work.principal.tenantId, ...values],
    )
    return rows.map((row) => ({ ...row, isNew: false, isChanged: false }))
  }

  #place(
    known: Target[],
    { row, values, remarks }: Pick<Draft, 'row' | 'remarks'> & { values: Record<string, unknown> },
  ): Draft {
    const found = this.kind.matchBy
      .map((name) =>
        values[name] === null ? undefined : known.find((one) => one.values[name] === values[name]),
      )
      .find((one) => one !== undefined)
    if (!found) {
      const target = { id: newId(), isNew: true, version: 1, isChanged: false, values: { ...values } }
      known.push(target)
      return { row, target, isCreated: true, filled: {}, remarks }
    }
    const filled: Record<string, unknown> = {}
    for (const { name } of this.kind.fields) {
      const [old, given] = [found.values[name] ?? null, values[name]]
      const isHigher = this.kind.keepsHigher?.includes(name) && Number(given) > Number(old)
      if (given === null || (old !== null && !isHigher)) continue
      found.values[name] = given
      found.isChanged = true
      filled[name] = old === null ? given : null
    }
    return { row, target: found, isCreated: false, filled, remarks }
  }

  async #store(work: Work, targets: readonly Target[]): Promise<void> {
    const meta = this.#meta
    const made = targets.filter(({ isNew }) => isNew)
    const changed = targets.filter(({ isNew, isChanged }) => !isNew && isChanged)
    const branch = meta.attributes.has('branch') ? { branch: this.run.branchId } : {}
    await insertRows(
      work,
      meta,
      made.map(({ id, values }) => ({ id, ...branch, ...values })),
    )
    await updateRows(
      work,
      meta,
      this.kind.fields.map(({ name }) => name),
      changed.map(({ id, values }) => ({ id, ...values })),
    )
    for (const target of changed) target.version += 1
    for (const { id } of made) work.tellOf(`${meta.events}.created`, { meta, id }, null, { source: 'IMPORT' })
    for (const { id } of changed)
      work.tellOf(`${meta.events}.updated`, { meta, id }, null, { source: 'IMPORT' })
  }

  #finished({ row, target, isCreated, filled, remarks }: Draft): WrittenLine {
    const base = { line: row.line, record: { meta: this.#meta, id: target.id } }
    if (!isCreated && Object.keys(filled).length === 0 && !target.isNew)
      return { ...base, outcome: 'SKIPPED', remarks: [remark('ALREADY_IMPORTED', 'noted'), ...remarks] }
    return {
      ...base,
      outcome: isCreated ? 'CREATED' : 'MERGED',
      remarks,
      changes: { version: target.version, filled },
    }
  }

  #columnOf(name: string): string {
    const attribute = this.#meta.attributes.get(name)
    if (!attribute)
      throw new Error(`Import kind "${this.kind.key}": ${this.#meta.name} has no attribute "${name}".`)
    return attribute.column
  }
}
