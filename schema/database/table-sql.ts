import { type Attribute, type AttributeKind, valueKind } from '../record/attribute.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'

const types: Readonly<{ [kind in AttributeKind]: string }> = {
  text: 'text',
  translated: 'jsonb',
  integer: 'int',
  decimal: 'numeric',
  money: 'bigint',
  flag: 'boolean',
  choice: 'text',
  instant: 'timestamptz(3)',
  date: 'date',
  time: 'time(0)',
  email: 'text',
  phone: 'text',
  tags: 'text[]',
  json: 'jsonb',
  reference: 'uuid',
  derived: '',
}

/** A column as the declaration wants it. */
export interface ColumnShape {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
}

/** The columns a record's table must have; the drift test holds the catalog against them. */
export function columnsOf(meta: RecordMeta): ColumnShape[] {
  const stored = [...meta.attributes.values()].filter((attribute) => attribute.kind !== 'derived')
  return [
    { name: 'tenant_id', type: 'uuid', nullable: false },
    { name: 'id', type: 'uuid', nullable: false },
    ...stored
      .filter((attribute) => attribute.name !== 'id')
      .map((attribute) => ({
        name: attribute.column,
        type: types[valueKind(attribute)],
        nullable: attribute.optional,
      })),
  ]
}

/**
 * The SQL that a migration needs for a newly declared record: table, composite keys, checks, uniques, an index per
 * reference, protection. It is printed once, read, and committed as a migration; nothing runs it by itself.
 */
export function tableSql(meta: RecordMeta): string {
  const attributes = [...meta.attributes.values()].filter(
    (attribute) => attribute.kind !== 'derived' && attribute.name !== 'id',
  )
  const lines = [
    'tenant_id uuid not null',
    'id uuid not null',
    ...attributes.map(columnSql),
    'primary key (tenant_id, id)',
  ]
  for (const attribute of attributes) {
    if (attribute.choice) {
      const values = Object.keys(attribute.choice.values).map((value) => `'${value}'`)
      lines.push(
        `constraint ${meta.table}_${attribute.column}_check check (${attribute.column} in (${values.join(', ')}))`,
      )
    }
    if (attribute.reference) {
      const target = recordMeta(attribute.reference.target())
      lines.push(
        `constraint ${meta.table}_${attribute.column}_fkey foreign key (tenant_id, ${attribute.column}) references ${target.table} (tenant_id, id)`,
      )
    }
    if (attribute.unique) {
      lines.push(
        `constraint ${meta.table}_${attribute.column}_unique unique (tenant_id, ${attribute.column})`,
      )
    }
  }
  const indexes = attributes
    .filter((attribute) => attribute.reference)
    .map(
      (attribute) =>
        `create index ${meta.table}_by_${attribute.column} on ${meta.table} (tenant_id, ${attribute.column});`,
    )
  return [
    `create table ${meta.table} (\n  ${lines.join(',\n  ')}\n);`,
    ...indexes,
    `select lonca_protect('${meta.table}');`,
  ].join('\n')
}

function columnSql(attribute: Attribute): string {
  const fallback = attribute.name === 'version' ? ' default 1' : ''
  return `${attribute.column} ${types[valueKind(attribute)]}${attribute.optional ? '' : ' not null'}${fallback}`
}
