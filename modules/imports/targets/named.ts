import type { RecordMeta, Work } from '../../../schema/index.ts'
import { fold } from '../reading/index.ts'
import { insertRows } from '../writing/bulk-rows.ts'

interface NamedRow {
  readonly id: string
  readonly name: string
  readonly archived: boolean
}

/**
 * Rows of a record that files call by name: services, staff, resources. Names are compared folded; an archived row is
 * found only when missing ones may be made, and comes back instead of a second one.
 */
export class Named<Facts extends object = object> {
  readonly #byName = new Map<string, NamedRow & Facts>()
  /** UUIDs of those made since the last `take`. */
  readonly #made: string[] = []

  constructor(
    private readonly meta: RecordMeta,
    /** Further columns to be read, as SQL over `t`, by name. */
    private readonly facts: Readonly<Record<string, string>>,
    private readonly createsMissing: boolean,
  ) {}

  /** Reads the names anew: somebody may have added or archived one since the last batch. */
  async load(work: Work): Promise<void> {
    this.#byName.clear()
    const columns = Object.entries(this.facts).map(([name, sql]) => `, ${sql} as "${name}"`)
    const rows = await work.sql<NamedRow & Facts>(
      `select t.id, t.name, t.archived_at is not null as archived${columns.join('')} from ${this.meta.table} t
       where t.tenant_id = $1 order by t.archived_at desc nulls first, t.id`,
      [work.principal.tenantId],
    )
    for (const row of rows) {
      const key = fold(row.name)
      const isUsable = !row.archived || this.createsMissing
      if (isUsable && !this.#byName.has(key)) this.#byName.set(key, row)
    }
  }

  find(name: string): (NamedRow & Facts) | undefined {
    return this.#byName.get(fold(name))
  }

  /** The row of this name; made, or taken out of the archive, when the import may do so. */
  async findOrMake(
    work: Work,
    name: string,
    values: Readonly<Record<string, unknown>>,
    facts: Facts,
  ): Promise<(NamedRow & Facts) | undefined> {
    const known = this.find(name)
    if (known && !known.archived) return known
    if (!this.createsMissing) return undefined
    const id = known
      ? await this.#revive(work, known.id)
      : (await insertRows(work, this.meta, [{ ...values, name }]))[0]
    if (id === undefined) return undefined
    work.tellOf(`${this.meta.events}.created`, { meta: this.meta, id }, null, { source: 'IMPORT' })
    const row = { ...(known ?? { name, ...facts }), id, archived: false } as NamedRow & Facts
    this.#byName.set(fold(name), row)
    this.#made.push(id)
    return row
  }

  /** Those made since the last call. */
  taken(): string[] {
    return this.#made.splice(0)
  }

  async #revive(work: Work, id: string): Promise<string> {
    await work.changing(this.meta, [id])
    await work.sql(
      `update ${this.meta.table} set archived_at = null, updated_at = $2, version = version + 1 where tenant_id = $1 and id = $3`,
      [work.principal.tenantId, work.now, id],
    )
    return id
  }
}
