import type { PropertyOptions } from '@mikro-orm/core'
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Attribute, AttributeKind } from './attribute.ts'
import { collectedAttributes } from './collected.ts'
import type { RecordClass, RecordMeta, RecordOptions } from './record-meta.ts'
import { TextArray } from './text-array.ts'

const records = new Map<RecordClass, RecordMeta>()

/** Declares a record: the class's attributes become its table, its types, its mutations and its screens. */
export function Record(options: RecordOptions): ClassDecorator {
  return (target) => {
    const recordClass = target as unknown as RecordClass
    const singular = options.singular ?? lowerFirst(recordClass.name)
    const meta: RecordMeta = {
      ...options,
      name: recordClass.name,
      class: recordClass,
      module: '',
      switchable: true,
      divided: false,
      singular,
      plural: options.plural ?? `${singular}s`,
      events: options.events ?? singular,
      crud: options.crud === true ? ['create', 'update', 'archive'] : options.crud ? options.crud : [],
      order: options.order ?? [],
      attributes: new Map(collectedAttributes(recordClass).map((attribute) => [attribute.name, attribute])),
    }
    mapToTable(meta)
    records.set(recordClass, meta)
  }
}

/** What was declared of a class. Throws when it has no `@Record`. */
export function recordMeta(recordClass: RecordClass): RecordMeta {
  const meta = records.get(recordClass)
  if (!meta) throw new Error(`${recordClass.name} is not a record: put @Record above the class.`)
  return meta
}

/** One attribute of a record. Throws a sentence when there is no such attribute. */
export function attributeOf(meta: RecordMeta, name: string): Attribute {
  const attribute = meta.attributes.get(name)
  if (!attribute) {
    throw new Error(
      `${meta.name} has no attribute "${name}": it has ${[...meta.attributes.keys()].join(', ')}.`,
    )
  }
  return attribute
}

function mapToTable(meta: RecordMeta): void {
  const prototype = meta.class.prototype
  PrimaryKey({ type: 'uuid', fieldName: 'tenant_id' })(prototype, 'tenantId')
  PrimaryKey({ type: 'uuid', fieldName: 'id' })(prototype, 'id')
  for (const attribute of meta.attributes.values()) {
    if (attribute.name === 'id' || attribute.kind === 'derived') continue
    if (attribute.reference) {
      const target = attribute.reference.target
      ManyToOne({
        entity: () => target() as never,
        joinColumns: ['tenant_id', attribute.column],
        referencedColumnNames: ['tenant_id', 'id'],
        ownColumns: [attribute.column],
        nullable: attribute.optional,
      })(prototype, attribute.name as never)
    } else {
      const options: PropertyOptions<object> = {
        ...columnTypes[attribute.kind],
        fieldName: attribute.column,
        nullable: attribute.optional,
        version: attribute.name === 'version',
      }
      Property(options)(prototype, attribute.name)
    }
  }
  Entity({ tableName: meta.table })(meta.class)
}

const columnTypes: Readonly<Partial<{ [kind in AttributeKind]: PropertyOptions<object> }>> = {
  text: { type: 'text' },
  translated: { type: 'json' },
  integer: { type: 'integer' },
  decimal: { type: 'decimal', runtimeType: 'string' },
  money: { type: 'bigint', runtimeType: 'string' },
  flag: { type: 'boolean' },
  choice: { type: 'text' },
  instant: { type: 'datetime', length: 3 },
  date: { type: 'date' },
  time: { type: 'time' },
  email: { type: 'text' },
  phone: { type: 'text' },
  tags: { type: TextArray, columnType: 'text[]' },
  json: { type: 'json' },
}

function lowerFirst(name: string): string {
  return name[0]?.toLowerCase() + name.slice(1)
}
