import type { Attribute } from './attribute.ts'
import { recordMeta } from './record.ts'
import type { RecordClass, RecordMeta } from './record-meta.ts'

/** A reference seen from the record that it points at. */
export interface Inverse {
  readonly name: string
  readonly record: RecordMeta
  readonly reference: Attribute
}

/** How a set of records hangs together: who points at whom, under which name, and by which id prefix. */
export class Relations {
  readonly byName = new Map<string, RecordMeta>()
  readonly byPrefix = new Map<string, RecordMeta>()
  readonly #inverses = new Map<RecordMeta, Inverse[]>()
  readonly #carriers = new Map<RecordMeta, Inverse[]>()

  constructor(readonly records: readonly RecordMeta[]) {
    for (const record of records) {
      this.byName.set(record.name, record)
      this.byPrefix.set(record.prefix, record)
    }
    for (const record of records) {
      for (const attribute of record.attributes.values()) this.#add(record, attribute)
    }
  }

  static of(classes: readonly RecordClass[]): Relations {
    return new Relations(classes.map(recordMeta))
  }

  /** Lists that other records of the set give to this one. */
  inverses(record: RecordMeta): readonly Inverse[] {
    return this.#inverses.get(record) ?? []
  }

  /** References of other records whose assignees reach this record too. */
  carriers(record: RecordMeta): readonly Inverse[] {
    return this.#carriers.get(record) ?? []
  }

  #add(record: RecordMeta, reference: Attribute): void {
    if (!reference.reference) return
    const target = recordMeta(reference.reference.target())
    const { inverse, carriesReach } = reference.reference
    if (inverse) push(this.#inverses, target, { name: inverse, record, reference })
    if (carriesReach) push(this.#carriers, target, { name: inverse ?? record.plural, record, reference })
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
